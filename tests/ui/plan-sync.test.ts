import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyChange, type PlanChange } from '../../src/lib/domain/plan/plan-change';
import type { PlanContent, PlanEntry } from '../../src/lib/domain/plan/plan-content';
import { PlanSync } from '../../src/lib/ui/plan-draw/plan-sync.svelte';
import { content, entry, part } from '../domain/plan/plan-factory';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const EMPTY = content([]);
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

  /** Lets the oldest held request be answered, once there is one. */
  async letGo(): Promise<void> {
    await vi.waitFor(() => expect(this.#waiting.length).toBeGreaterThan(0));
    this.#waiting.shift()!();
  }
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
    server.isReachable = false;
    const sync = server.open();
    draw(sync, health);
    await server.letGo();
    await sync.whenIdle();
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
    server.isReachable = false;
    const sync = server.open();
    draw(sync, health);
    await server.letGo();
    await sync.whenIdle();
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
