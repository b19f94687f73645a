import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProgramOptions {
  /** Path of a TypeScript program below the project. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Settings of whoever runs the tests must not reach the program under test. */
const SETTINGS = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'ORIGIN',
  'QUARTER',
  'NODE_ENV',
  'VITEST',
  'SMTP_URL',
  'MAIL_FROM',
  'LINK_ORIGIN'
];

/** A program as a real process of its own, watched by what it writes. */
export class Program {
  readonly #child: ChildProcess;
  #output = '';
  #errors = '';
  readonly #exit: Promise<number | NodeJS.Signals | null>;

  constructor({ program, args = [], environment }: ProgramOptions) {
    const inherited = Object.entries(process.env).filter(([name]) => !SETTINGS.includes(name));
    this.#child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
      env: { ...Object.fromEntries(inherited), ...environment },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    this.#exit = once(this.#child, 'close').then(([code, signal]) => code ?? signal);
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#output += chunk.toString('utf8')));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#errors += chunk.toString('utf8')));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get output(): string {
    return this.#output;
  }

  /** What it wrote to the error stream. */
  get errors(): string {
    return this.#errors;
  }

  /** The match of a pattern in its output, as soon as it is there. Rejects when the program ends before. */
  async waitForOutput(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match !== null) return match;
      const next = await Promise.race([
        once(this.#child.stdout ?? this.#child, 'data').then(() => null),
        this.#exit.then((code) => ({ code }))
      ]);
      if (next === null || pattern.test(this.#output)) continue;
      throw new Error(
        `The program ended with ${next.code} before it wrote ${pattern}:\n${this.#output}${this.#errors}`
      );
    }
  }

  /** Exit code, or the signal that ended it. */
  waitForExit(): Promise<number | NodeJS.Signals | null> {
    return this.#exit;
  }

  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    this.#child.kill(signal);
    return this.#exit;
  }
}
