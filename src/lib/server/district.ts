import { sql } from 'drizzle-orm';
import type { IndicatorKind } from '../domain/codes';
import type { DistrictDetail, DistrictReference, IndicatorSeries } from '../domain/district';
import { DomainError } from '../domain/errors';
import type { ServiceContext } from './context';
import { district, indicator } from './db/schema';
import { provenanceColumns, toProvenance, type ProvenanceRow } from './record/provenance';
import { groupRows } from './record/grouping';
import { RevisionMemo } from './record/revision';
import { localText } from './record/translation';

type DetailRow = ProvenanceRow & {
  id: number;
  code: string;
  name: string;
  bounds: string;
};
type CountRow = { buildingCount: number; unitCount: number };
type BlockRow = { slug: string; name: string; isAssumption: boolean };
type ObservationRow = ProvenanceRow & {
  code: string;
  name: string;
  kind: IndicatorKind;
  measuredIn: string;
  isNoisy: boolean;
  isCity: boolean;
  on: string;
  value: number;
};

const districtName = (context: ServiceContext) =>
  localText(context, { entity: 'district', field: 'name', id: district.id, base: district.name });

/** The districts of the quarter by their official key. */
export async function listDistricts(context: ServiceContext): Promise<DistrictReference[]> {
  return context.db.execute<{ id: number; code: string; name: string }>(sql`
    select district.id, district.code, ${districtName(context)} as name from district
    where district.quarter_id = (select id from quarter where slug = ${context.quarter}) order by district.code`);
}

/** What an official key may look like; PostgreSQL has no text for some of what a path may hold. */
const OFFICIAL_KEY = /^[\w.-]{1,40}$/;

/** A district with its official series beside the whole city. Throws `not_found`. */
export async function getDistrict(context: ServiceContext, code: string): Promise<DistrictDetail> {
  if (!OFFICIAL_KEY.test(code)) throw new DomainError('not_found', 'district_not_found', { code });
  const [row] = await context.db.execute<DetailRow>(sql`
    select district.id, district.code, ${districtName(context)} as name, district.bounds,
      ${provenanceColumns(context)}
    from district join source on source.id = district.source_id
    where district.quarter_id = (select id from quarter where slug = ${context.quarter}) and district.code = ${code}`);
  if (!row) throw new DomainError('not_found', 'district_not_found', { code });
  const [counts, blocks, observations] = await Promise.all([
    countStock(context, row.id),
    context.db.execute<BlockRow>(sql`
      select k.slug, ${localText(context, { entity: 'block', field: 'name', id: sql`k.id`, base: sql`k.name` })} as name,
        k.is_assumption as "isAssumption"
      from block k where k.district_id = ${row.id} order by k.slug`),
    readObservations(context, row.id)
  ]);
  const { id, name } = row;
  return {
    ...{ id, code, name },
    ...counts,
    bounds: district.bounds.mapFromDriverValue(row.bounds) as DistrictDetail['bounds'],
    blocks,
    indicators: toSeries(observations),
    provenance: toProvenance(row)
  };
}

const counts = new RevisionMemo<CountRow>('geometry');

/** Counting a city's units takes longer than the rest of a page: it is kept until houses, units or the day change. */
function countStock(context: ServiceContext, districtId: number): Promise<CountRow> {
  return counts.get(context, `${districtId} ${context.today}`, async () => {
    const [row] = await context.db.execute<CountRow>(sql`
      select (select count(*)::int from building where district_id = ${districtId}) as "buildingCount",
        (select count(*)::int from unit u join building b on b.id = u.building_id
          where b.district_id = ${districtId} and u.valid @> ${context.today}::date) as "unitCount"`);
    return row!;
  });
}

function readObservations(context: ServiceContext, districtId: number): Promise<readonly ObservationRow[]> {
  return context.db.execute<ObservationRow>(sql`
    select indicator.code, ${localText(context, { entity: 'indicator', field: 'name', id: indicator.id, base: indicator.name })} as name,
      indicator.kind, indicator.measured_in as "measuredIn", v.is_noisy as "isNoisy", v.district_id is null as "isCity",
      v.observed_on::text as "on", v.value, ${provenanceColumns(context)}
    from indicator join observation v on v.indicator_id = indicator.id
    join source on source.id = v.source_id
    where indicator.quarter_id = (select id from quarter where slug = ${context.quarter})
      and (v.district_id = ${districtId} or v.district_id is null)
    order by indicator.sort, indicator.code, v.district_id nulls last, v.observed_on`);
}

/** Series that the district has values in; the source is that of its newest value. */
function toSeries(rows: readonly ObservationRow[]): IndicatorSeries[] {
  return [...groupRows(rows, ({ code }) => code).values()].flatMap((all) => {
    const own = all.filter(({ isCity }) => !isCity);
    const newest = own.at(-1);
    if (!newest) return [];
    const { code, name, kind, measuredIn } = newest;
    return [
      {
        ...{ code, name, kind, measuredIn },
        isNoisy: own.some(({ isNoisy }) => isNoisy),
        values: own.map(({ on, value }) => ({ on, value })),
        city: all.filter(({ isCity }) => isCity).map(({ on, value }) => ({ on, value })),
        provenance: toProvenance(newest)
      }
    ];
  });
}
