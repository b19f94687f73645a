import { sql } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../../domain/access';
import type { ServiceContext } from '../context';
import { database, type Database, type OpenDatabase } from '../db/client';
import { isUnitWithheld } from '../record/visibility';

/** A change as it is told to open pages. */
export interface ChangeNotice {
  readonly quarter: string;
  /** ISO instant at which it was recorded. */
  readonly at: string;
  /** Could the public see anything of it? Not where all of it is about units whose status is withheld, or about a draft. */
  readonly isPublic: boolean;
  /** The use plan that was drawn on or decided about; null for a change of facts. */
  readonly planId: number | null;
  readonly unitIds: readonly number[];
  readonly buildingIds: readonly number[];
}

/** `missed`: the connection to the database was away for a while, anything may have changed. */
export type FeedEvent = { readonly kind: 'change'; readonly notice: ChangeNotice } | { readonly kind: 'missed' };
type Listener = (event: FeedEvent) => void;

/**
 * Tells every open page of this process what any process changed: one connection listens to the database, which
 * announces a change when it is committed.
 */
export class ChangeFeed {
  readonly #database: Pick<OpenDatabase, 'db' | 'sql'>;
  readonly #listeners = new Set<Listener>();
  #listening: Promise<unknown> | null = null;
  #hasListened = false;
  /** Notices leave in the order of their announcements. */
  #queue: Promise<void> = Promise.resolve();

  constructor(database: Pick<OpenDatabase, 'db' | 'sql'>) {
    this.#database = database;
  }

  get size(): number {
    return this.#listeners.size;
  }

  /** Calls `listener` for every change from now on. Resolves, with a function that ends it, once the feed listens. */
  async subscribe(listener: Listener): Promise<() => void> {
    this.#listeners.add(listener);
    try {
      await this.#listen();
    } catch (error) {
      this.#listeners.delete(listener);
      throw error;
    }
    return () => this.#listeners.delete(listener);
  }

  #listen(): Promise<unknown> {
    this.#listening ??= this.#database.sql
      .listen(
        'change',
        (id) => {
          this.#queue = this.#queue.then(() => this.#announce(Number(id)));
        },
        () => {
          if (this.#hasListened) this.#tell({ kind: 'missed' });
          this.#hasListened = true;
        }
      )
      .catch((error: unknown) => {
        this.#listening = null;
        throw error;
      });
    return this.#listening;
  }

  async #announce(id: number): Promise<void> {
    if (this.#listeners.size === 0) return;
    try {
      const notice = await readNotice(this.#database.db, id);
      if (notice) this.#tell({ kind: 'change', notice });
    } catch (error) {
      // Better a needless look than a page that stays behind.
      process.stderr.write(`change ${id} could not be read: ${String(error)}\n`);
      this.#tell({ kind: 'missed' });
    }
  }

  #tell(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

type NoticeRow = {
  quarter: string;
  at: string;
  unitIds: string;
  buildingIds: string;
  isPublic: boolean;
  planId: number | null;
};

/** Changes that anybody can see on any unit, because units are public and their use may not be. */
const STRUCTURAL = sql`('divide_unit', 'merge_units', 'convert_unit', 'add_unit', 'end_unit', 'undo')`;

/** SQL on a change `e`: could the public see anything of it? */
const isSeenByPublic = sql`case when cardinality(e.unit_ids) = 0 then true
  else exists (select from unit where unit.id = any(e.unit_ids) and not ${isUnitWithheld(PUBLIC_ACTOR)})
    or coalesce((select u.action from audit_event u where u.id = e.undoes_id), e.action) in ${STRUCTURAL} end`;

const isFact = sql`e.entity in ('unit', 'building', 'business', 'quarter')`;
const isOfPlan = sql`e.entity = 'use_plan'`;
/** SQL on a change `e` of a plan: does the public see the plan, or did it until then? */
const isPlanSeenByPublic = sql`(e.action = 'close_consultation'
  or exists (select from use_plan p where p.id = e.entity_id and p.status <> 'draft'))`;

/** Null for what is no change of facts or plans in a quarter, such as an invitation. */
async function readNotice(db: Database, id: number): Promise<ChangeNotice | null> {
  const [row] = await db.execute<NoticeRow>(sql`
    select q.slug as quarter, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      to_json(case when ${isOfPlan} then '{}' else e.unit_ids end)::text as "unitIds",
      to_json(case when ${isOfPlan} then '{}' else e.building_ids end)::text as "buildingIds",
      case when ${isOfPlan} then ${isPlanSeenByPublic} else ${isSeenByPublic} end as "isPublic",
      case when ${isOfPlan} then e.entity_id end as "planId"
    from audit_event e join quarter q on q.id = e.quarter_id where e.id = ${id} and (${isFact} or ${isOfPlan})`);
  if (!row) return null;
  const { quarter, at, isPublic, planId } = row;
  return {
    ...{ quarter, at, isPublic, planId },
    unitIds: JSON.parse(row.unitIds) as number[],
    buildingIds: JSON.parse(row.buildingIds) as number[]
  };
}

/** Changes that a look back goes through; after more than these a page is told that it missed something anyway. */
const MOST_LOOKED_BACK = 200;
/** A change is announced when it is committed, a little after the time that it bears. */
const COMMIT_MARGIN = '5 seconds';

/** Has the quarter changed since `instant` (ISO), as far as the public, or else whoever sees all, could notice? */
export async function hasChangedSince(
  context: Pick<ServiceContext, 'db' | 'quarter'>,
  { instant, isPublic }: { readonly instant: string; readonly isPublic: boolean }
): Promise<boolean> {
  const [row] = await context.db.execute(sql`
    select 1 from (select * from audit_event order by id desc limit ${MOST_LOOKED_BACK}) e
    join quarter q on q.id = e.quarter_id and q.slug = ${context.quarter}
    where e.at > ${instant}::timestamptz - ${COMMIT_MARGIN}::interval
      and (${isFact} and (not ${isPublic}::boolean or ${isSeenByPublic}) or ${isOfPlan} and ${isPlanSeenByPublic}) limit 1`);
  return row !== undefined;
}

/** The plans that were drawn on or decided about since `instant` (ISO), drafts included. */
export async function listPlansChangedSince(
  context: Pick<ServiceContext, 'db' | 'quarter'>,
  instant: string
): Promise<number[]> {
  const rows = await context.db.execute<{ id: number }>(sql`
    select distinct e.entity_id as id from (select * from audit_event order by id desc limit ${MOST_LOOKED_BACK}) e
    join quarter q on q.id = e.quarter_id and q.slug = ${context.quarter}
    where e.at > ${instant}::timestamptz - ${COMMIT_MARGIN}::interval and ${isOfPlan} and e.entity_id is not null
    order by 1`);
  return rows.map(({ id }) => id);
}

const PROCESS_FEED = Symbol.for('iq-ost.change-feed');
const holder = globalThis as typeof globalThis & { [PROCESS_FEED]?: ChangeFeed };

/** The one feed of this process. */
export function changeFeed(): ChangeFeed {
  return (holder[PROCESS_FEED] ??= new ChangeFeed(database()));
}
