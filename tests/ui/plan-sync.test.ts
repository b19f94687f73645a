import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlanUse } from '../../src/lib/domain/codes';
import { applyChange, type PlanChange } from '../../src/lib/domain/plan/plan-change';
import type { PlanContent, PlanEntry } from '../../src/lib/domain/plan/plan-content';
import { PlanSync } from '../../src/lib/ui/plan-draw/plan-sync.svelte';
import { content, entry, part } from '../domain/plan/plan-factory';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const EMPTY = content([]);
const USES = ['retail', 'health', 'office'] as const;
const health = entry(1, part('health'));
const office = entry(2, part('office'));
const UNITS = new Map(
  [1, 2, 3].map((unitId) => [unitId, { unitId, buildingId: 1, areaSqm: 50, frontageM: null }] as const)
);

/** A plan on a server whose answers are held back until they are let go, in the order of the requests. */
class HeldServer {
  content: PlanContent = EMPTY;
  readonly requests: ('look' | PlanChange)[] = [];
  #waiting: (() => void)[] = [];
  isReachable = true;

  constructor() {
    vi.stubGlobal('fetch', (_url: string, init?: { body: string }) => this.#answer(init?.body));
  }

  open(): PlanSync {
    return new PlanSync({ url: '/changes', content: this.content, units: UNITS, areaTolerance: 0.02 });
  }

  async #answer(body: string | undefined): Promise<Response> {
    const asked = body === undefined ? 'look' : (JSON.parse(body) as PlanChange);
    this.requests.push(asked);
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (!this.isReachable) throw new TypeError('Failed to fetch');
    if (asked !== 'look') ({ content: this.content } = applyChange(this.content, asked));
    return Response.json({ content: this.content, status: 'draft' });
  }

  /** Answers whatever is held, and all that is asked because of it. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      if (this.#waiting.length > 0) quiet = 0;
      for (const answer of this.#waiting.splice(0)) answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Lets the oldest held request be answered, once there is one. */
  async letGo(): Promise<void> {
    await vi.waitFor(() => expect(this.#waiting.length).toBeGreaterThan(0));
    this.#waiting.shift()!();
  }
}

/** A page on which something was drawn that did not reach the server. */
async function drawInVain(server: HeldServer): Promise<PlanSync> {
  server.isReachable = false;
  const sync = server.open();
  draw(sync, health);
  await server.letGo();
  await sync.whenIdle();
  return sync;
}

const draw = (sync: PlanSync, ...entries: PlanEntry[]) => sync.draw(content(entries));

describe('what is drawn', () => {
  it('is on its way until the server has it', async () => {
    const server = new HeldServer();
    const sync = server.open();
    draw(sync, health);
    expect([sync.state, sync.isUnsaved]).toEqual(['saving', true]);
    await server.letGo();
    await sync.whenIdle();
    expect([sync.state, server.content]).toEqual(['saved', content([health])]);
  });

  it('goes in one request, however much is drawn while another is on its way', async () => {
    const server = new HeldServer();
    const sync = server.open();
    draw(sync, health);
    draw(sync, entry(1, part('retail')));
    draw(sync, health, office);
    await server.letGo();
    await server.letGo();
    await sync.whenIdle();
    expect(server.requests).toHaveLength(2);
    expect([sync.state, server.content]).toEqual(['saved', content([health, office])]);
  });

  it('is not called saved while the page only looks what others did', async () => {
    const server = new HeldServer();
    const sync = server.open();
    sync.refresh();
    draw(sync, health);
    expect([sync.state, sync.isUnsaved]).toEqual(['saving', true]);
    server.content = content([office]);
    await server.letGo();
    await server.letGo();
    await sync.whenIdle();
    expect(server.requests.map((asked) => asked === 'look')).toEqual([true, false]);
    expect([sync.state, sync.content, server.content]).toEqual([
      'saved',
      content([health, office]),
      content([health, office])
    ]);
  });

  it('waits without a connection and is sent when there is one again', async () => {
    const server = new HeldServer();
    const sync = await drawInVain(server);
    expect([sync.state, sync.content]).toEqual(['waiting', content([health])]);
    draw(sync, health, office);
    server.isReachable = true;
    sync.retry();
    await server.letGo();
    await sync.whenIdle();
    expect([sync.state, server.content]).toEqual(['saved', content([health, office])]);
  });

  it('and taken back at once is nothing to send', async () => {
    const server = new HeldServer();
    const sync = server.open();
    draw(sync, health);
    sync.draw(EMPTY);
    await server.letGo();
    await server.letGo();
    await sync.whenIdle();
    expect([sync.state, server.content]).toEqual(['saved', EMPTY]);
  });

  it('and taken back without a connection is nothing to send either', async () => {
    const server = new HeldServer();
    const sync = await drawInVain(server);
    // Says the same as what the server holds, but is not the same object.
    draw(sync);
    sync.retry();
    await sync.whenIdle();
    expect([sync.state, server.requests.length]).toEqual(['saved', 1]);
  });

  it('while a key is held goes in one request when it is let go', async () => {
    const server = new HeldServer();
    const sync = server.open();
    draw(sync, health);
    sync.hold();
    draw(sync, entry(1, part('retail')));
    await server.letGo();
    await sync.whenIdle();
    draw(sync, health, office);
    expect([sync.state, server.requests.length]).toEqual(['saving', 1]);
    sync.letGo();
    await server.letGo();
    await sync.whenIdle();
    expect([sync.state, server.requests.length, server.content]).toEqual(['saved', 2, content([health, office])]);
  });
});

/** What happens to one page: somebody draws on units 1 and 2 there, somebody else on unit 3. */
const happenings = fc.oneof(
  fc.record({ kind: fc.constant('draw' as const), unitId: fc.constantFrom(1, 2), use: fc.constantFrom(...USES, null) }),
  fc.record({ kind: fc.constant('other' as const), use: fc.constantFrom(...USES, null) }),
  fc.record({ kind: fc.constantFrom('offline', 'online', 'hold', 'letGo', 'answer') })
);

function withUse({ entries }: PlanContent, unitId: number, use: PlanUse | null): PlanContent {
  const others = entries.filter((one) => one.unitId !== unitId);
  return content(use === null ? others : [...others, entry(unitId, part(use))]);
}

describe('whatever happens', () => {
  it('all that was drawn is kept in the end, here as on the server, and nobody’s work is lost', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await fc.assert(
      fc.asyncProperty(fc.array(happenings, { maxLength: 40 }), async (all) => {
        const server = new HeldServer();
        const sync = server.open();
        const wanted = new Map<number, PlanUse | null>();
        for (const one of all) {
          if (one.kind === 'draw') {
            sync.draw(withUse(sync.content, one.unitId, one.use));
            wanted.set(one.unitId, one.use);
          } else if (one.kind === 'other') {
            server.content = withUse(server.content, 3, one.use);
            wanted.set(3, one.use);
            sync.refresh();
          } else if (one.kind === 'offline' || one.kind === 'online') server.isReachable = one.kind === 'online';
          else if (one.kind === 'answer') await server.settle();
          else sync[one.kind]();
        }
        server.isReachable = true;
        sync.letGo();
        await server.settle();
        sync.retry();
        await server.settle();
        const end = content([...wanted].flatMap(([unitId, use]) => (use === null ? [] : [entry(unitId, part(use))])));
        expect([sync.state, sync.content, server.content, sync.collisions]).toEqual(['saved', end, end, []]);
      })
    );
  });
});
