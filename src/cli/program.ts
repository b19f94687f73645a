import { GeodataError } from '../../geodata/steps/problems';
import { errorCode, errorText, isLostConnection, StartupFailure } from '../lib/server/db/failure';

/** Writes progress for people: one sentence a line. */
export function report(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What the console shows of an error: one sentence when it was to be expected, with its stack otherwise. */
export function describeFailure(error: unknown): string {
  if (error instanceof StartupFailure || error instanceof GeodataError) return error.message;
  if (errorCode(error) === 'ENOSPC' || errorCode(error) === '53100') return `The disk is full: ${errorText(error)}.`;
  if (error instanceof Error && 'syscall' in error) return `The system refuses: ${error.message}.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

type Signal = 'SIGTERM' | 'SIGINT';

/** Steps that undo what a program has opened; they run once, the last one first. */
export class Shutdown {
  readonly #steps: (() => void | Promise<void>)[] = [];
  #running: Promise<void> | null = null;

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  get hasBegun(): boolean {
    return this.#running !== null;
  }

  /** Says what went wrong, unless the end has already begun, and ends with exit code 1. */
  fail(error: unknown): void {
    if (!this.hasBegun) process.stderr.write(`${describeFailure(error)}\n`);
    void this.exit(1);
  }

  /** Ends the process when all steps are done; a step that fails is reported and does not stop the others. */
  async exit(code: number): Promise<void> {
    this.#running ??= this.#runSteps(code);
    await this.#running;
  }

  async #runSteps(code: number): Promise<void> {
    let exitCode = code;
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        process.stderr.write(`${describeFailure(error)}\n`);
        exitCode ||= 1;
      }
    }
    process.exit(exitCode);
  }
}

/**
 * Runs a program until a signal or the end of the npm that started it: an expected failure is one sentence and exit code 1, SIGTERM and SIGINT undo what
 * was opened and exit with 0, also while it is still starting.
 */
export async function runProgram(main: (shutdown: Shutdown) => Promise<void>): Promise<void> {
  const shutdown = new Shutdown();
  const fail = (error: unknown): void => shutdown.fail(error);
  watchParent(() => void shutdown.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] satisfies Signal[]) process.on(signal, () => void shutdown.exit(0));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', (error) => {
    if (isLostConnection(error)) process.stderr.write(`${errorText(error)}\n`);
    else fail(error);
  });
  try {
    await main(shutdown);
  } catch (error) {
    fail(error);
  }
}

const PARENT_CHECK_MS = 250;

/**
 * Calls `onLost` when npm, which started this program, is gone without having passed a signal on (it was killed):
 * otherwise an application would go on that nobody knows about. Systems announce this to nobody, so it is asked.
 */
function watchParent(onLost: () => void): void {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined || parent === 1) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onLost();
  }, PARENT_CHECK_MS);
  timer.unref();
}
