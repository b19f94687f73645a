import { differContents, isEmptyChange } from '../../domain/plan/plan-change';
import type { PlanContent, PlanUnit } from '../../domain/plan/plan-content';
import { insistOn, mergeContents, type Collision } from '../../domain/plan/plan-merge';
import { readAnswer, type SyncAnswer } from './sync-answer';

/** Between two tries while the server cannot be reached. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
/** A longer body is not sent on by a browser that leaves the page. */
const MOST_KEPT_BYTES = 60_000;

export type SyncState =
  /** All that is drawn is kept. */
  | 'saved'
  | 'saving'
  /** The server was not reached; it is tried again. */
  | 'waiting'
  /** It refused, for a reason that trying again does not change. */
  | 'refused';

export interface SyncOptions {
  /** Where changes are posted and the plan is read from. */
  readonly url: string;
  readonly content: PlanContent;
  readonly units: ReadonlyMap<number, PlanUnit>;
  readonly areaTolerance: number;
}

/**
 * What is drawn, at once on the page and soon on the server: one request at a time, and all that is drawn while one is on
 * its way goes with the next. What others draw comes in between; where both drew on the same, theirs stands and somebody
 * chooses.
 */
export class PlanSync {
  readonly #options: SyncOptions;
  /** What the server is known to hold. */
  #kept: PlanContent;
  #running: Promise<void> | null = null;
  #isStale = false;
  #isHeld = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** My own drawing of what collided, to insist on. */
  #mine: PlanContent;
  content = $state.raw<PlanContent>() as PlanContent;
  state = $state<SyncState>('saved');
  /** Why the server refused. */
  refusal = $state.raw<{ readonly code: string; readonly details: Readonly<Record<string, string | number>> } | null>(
    null
  );
  collisions = $state.raw<readonly Collision[]>([]);

  constructor(options: SyncOptions) {
    this.#options = options;
    this.#kept = options.content;
    this.#mine = options.content;
    this.content = options.content;
  }

  /** Is anything drawn that the server does not hold yet? */
  get isUnsaved(): boolean {
    return this.state !== 'saved';
  }

  /** Draws; what results is kept as soon as may be. */
  readonly draw = (content: PlanContent): void => {
    if (this.state === 'refused' || content === this.content) return;
    this.content = content;
    // Also while it only looks what others did: what is drawn now is not kept yet.
    if (this.state === 'saved') this.state = 'saving';
    void this.#run();
  };

  /** What is drawn from now on is sent only once it is let go, such as all that a held key does. */
  readonly hold = (): void => {
    this.#isHeld = true;
  };

  readonly letGo = (): void => {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    void this.#run();
  };

  /** Somebody changed the plan: looks what it says now. */
  readonly refresh = (): void => {
    this.#isStale = true;
    void this.#run();
  };

  /** Tries at once what waits. */
  readonly retry = (): void => {
    if (this.state !== 'waiting') return;
    clearTimeout(this.#timer);
    this.state = 'saving';
    void this.#run();
  };

  /** Settles a collision: mine after all, or theirs. */
  readonly settle = (collision: Collision, isMine: boolean): void => {
    this.collisions = this.collisions.filter((one) => one !== collision);
    if (isMine) this.draw(insistOn(this.content, collision, this.#mine));
  };

  /** Lets go of what the server refused and goes on with what it holds. */
  readonly discard = (): void => {
    this.content = this.#kept;
    this.refusal = null;
    this.state = 'saved';
    this.refresh();
  };

  /** Resolves when nothing is on its way any more. */
  async whenIdle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  #run(): Promise<void> {
    if (this.#isHeld || this.state === 'waiting' || this.state === 'refused') return Promise.resolve();
    this.#running ??= this.#goOn().finally(() => {
      this.#running = null;
      // Drawn between the last look and now.
      if (this.content !== this.#kept || this.#isStale) void this.#run();
    });
    return this.#running;
  }

  async #goOn(): Promise<void> {
    while (!this.#isHeld && this.state !== 'waiting' && this.state !== 'refused') {
      const change = differContents(this.#kept, this.content);
      if (isEmptyChange(change) && !this.#isStale) {
        // What was taken back says the same as what is kept, but is another object.
        this.#kept = this.content;
        break;
      }
      const sent = this.content;
      const isRead = isEmptyChange(change);
      if (isRead) this.#isStale = false;
      else this.state = 'saving';
      this.#take(await this.#ask(isRead ? null : JSON.stringify(change)), sent);
    }
    if (this.state === 'saving' && !this.#isHeld) this.state = 'saved';
  }

  async #ask(body: string | null): Promise<SyncAnswer> {
    const { url } = this.#options;
    try {
      const response = await (body === null
        ? fetch(url)
        : fetch(url, {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/json' },
            keepalive: body.length < MOST_KEPT_BYTES
          }));
      return await readAnswer(response);
    } catch (cause) {
      return { kind: 'unreachable', cause };
    }
  }

  #take(answer: SyncAnswer, sent: PlanContent): void {
    if (answer.kind === 'unreachable') return this.#wait();
    this.#attempt = 0;
    if (answer.kind === 'refused') {
      this.refusal = answer;
      this.state = 'refused';
      return;
    }
    this.#receive(answer, sent);
  }

  /** What the server holds, with what was drawn here since `sent` on top of it, or all that it did not take. */
  #receive({ content, isTaken, status }: Extract<SyncAnswer, { kind: 'content' }>, sent: PlanContent): void {
    const base = isTaken ? sent : this.#kept;
    const mine = this.content;
    const merged = mergeContents({ base, mine, theirs: content }, this.#options);
    if (merged.collisions.length > 0) {
      this.#mine = mine;
      this.collisions = merged.collisions;
    }
    // What says the same stays the same object: nothing is drawn anew for it.
    this.content = isSameContent(mine, merged.content) ? mine : merged.content;
    this.#kept = isSameContent(content, this.content) ? this.content : content;
    if (status !== 'draft') {
      this.refusal = { code: 'plan_is_frozen', details: {} };
      this.state = 'refused';
    }
  }

  #wait(): void {
    this.state = 'waiting';
    const delay = RETRY_MS[Math.min(this.#attempt, RETRY_MS.length - 1)]!;
    this.#attempt += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.retry, delay);
  }
}

function isSameContent(one: PlanContent, other: PlanContent): boolean {
  return isEmptyChange(differContents(one, other));
}
