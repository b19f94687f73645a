import { can } from '../../domain/access';
import {
  changeFeed,
  hasChangedSince,
  listPlansChangedSince,
  type ChangeFeed,
  type FeedEvent
} from '../change/change-feed';
import type { ServiceContext } from '../context';

/** A proxy between us and the reader must hear something, or it ends the stream. */
const HEARTBEAT_MS = 20_000;
/** Then the reader's browser asks again: a role that was taken away shows at once, one that was given soon. */
const LIFETIME_MS = 5 * 60_000;
/** Open streams of one process; more are asked to come back later. */
const MOST_STREAMS = 2_000;

export interface StreamRequest {
  /** When the page was made (ISO), or the last event that the reader got; null where it does not say. */
  readonly since: string | null;
  readonly signal: AbortSignal;
}

/**
 * Server-sent events (WHATWG HTML 9.2): `change` whenever something changed that this reader may see, with the units
 * and houses as `{"units":[…],"buildings":[…]}` for whoever sees the state of all of them, else with `{}`; and for whoever
 * may draw plans `plan` with `{"planId":…}` whenever a plan changed, drafts included.
 */
export async function openChangeStream(
  context: ServiceContext,
  { since, signal }: StreamRequest,
  feed: ChangeFeed = changeFeed()
): Promise<Response> {
  if (feed.size >= MOST_STREAMS) {
    return new Response(null, { status: 503, headers: { 'retry-after': '30', 'cache-control': 'no-store' } });
  }
  const seesAll = can(context.actor, 'dwelling-status:read') && can(context.actor, 'commercial-status:read');
  const drawsPlans = can(context.actor, 'plan:change');
  const encoder = new TextEncoder();
  const endings: (() => void)[] = [];
  let isOpen = true;
  const end = (): void => {
    isOpen = false;
    for (const undo of endings.splice(0)) undo();
  };
  signal.addEventListener('abort', end);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string): void => {
        if (isOpen) controller.enqueue(encoder.encode(text));
      };
      send('retry: 1000\n\n');
      endings.push(
        await feed.subscribe((event) => {
          const text = describe(event, { quarter: context.quarter, seesAll, drawsPlans });
          if (text !== null) send(text);
        })
      );
      const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS);
      const lifetime = setTimeout(() => {
        if (isOpen) controller.close();
        end();
      }, LIFETIME_MS);
      endings.push(
        () => clearInterval(heartbeat),
        () => clearTimeout(lifetime)
      );
      // The reader may have gone away while the feed began to listen.
      if (!isOpen) end();
      else if (since !== null) {
        if (await hasChangedSince(context, { instant: since, isPublic: !seesAll })) send(MISSED);
        if (drawsPlans) for (const planId of await listPlansChangedSince(context, since)) send(describePlan(planId));
      }
    },
    cancel: end
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Compression would hold events back until a block is full.
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no'
    }
  });
}

const MISSED = 'event: change\ndata: {}\n\n';

interface Reader {
  readonly quarter: string;
  readonly seesAll: boolean;
  readonly drawsPlans: boolean;
}

function describePlan(planId: number): string {
  return `event: plan\ndata: ${JSON.stringify({ planId })}\n\n`;
}

function describe(event: FeedEvent, reader: Reader): string | null {
  if (event.kind === 'missed') return MISSED;
  const { quarter, at, isPublic, unitIds, buildingIds, planId } = event.notice;
  if (quarter !== reader.quarter) return null;
  const ofPlan = planId !== null && reader.drawsPlans ? `id: ${at}\n${describePlan(planId)}` : '';
  const isSeen = isPublic || (reader.seesAll && planId === null);
  if (!isSeen) return ofPlan || null;
  const data = reader.seesAll ? { units: unitIds, buildings: buildingIds } : {};
  return `${ofPlan}id: ${at}\nevent: change\ndata: ${JSON.stringify(data)}\n\n`;
}
