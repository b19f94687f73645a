import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Program } from './program';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built application answers, such as `http://127.0.0.1:41234`. */
    baseUrl: string;
  }
}

export interface BuiltApp {
  readonly baseUrl: string;
  readonly program: Program;
  readonly dataDirectory: string;
  /** Ends it as an operator would; rejects when that does not end with exit code 0. */
  close(): Promise<void>;
}

/**
 * The product as `npm start` runs it, on a free port and on a new data directory, built first where that is due.
 * @param environment further settings, such as `DATA_DIR`
 */
export async function startBuiltApp(environment: Readonly<Record<string, string>> = {}): Promise<BuiltApp> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'iq-ost-built-'));
  chmodSync(dataDirectory, 0o755);
  const program = new Program({
    program: 'src/cli/start.ts',
    environment: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDirectory, ...environment }
  });
  const [, baseUrl = ''] = await program.waitForOutput(/listens at (\S+)/);
  return {
    baseUrl,
    program,
    dataDirectory: environment.DATA_DIR ?? dataDirectory,
    close: async () => {
      const code = await program.end('SIGTERM');
      rmSync(dataDirectory, { recursive: true });
      if (code !== 0) throw new Error(`The application ended with ${code}:\n${program.errors}`);
    }
  };
}

/** One running application for all contract tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const app = await startBuiltApp();
  project.provide('baseUrl', app.baseUrl);
  return () => app.close();
}
