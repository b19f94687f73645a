import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, expect, it } from 'vitest';
import { Program } from '../support/program';

const directory = mkdtempSync(join(tmpdir(), 'iq-ost-program-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A program that meets a rejection which nobody handles, and then says that it went on. */
function reject(code: string): Program {
  const path = join(directory, `${code}.mts`);
  const program = JSON.stringify(resolve('src/cli/program.ts'));
  writeFileSync(
    path,
    `import { runProgram } from ${program};
    await runProgram(async (shutdown) => {
      void Promise.reject(Object.assign(new Error('gone'), { code: ${JSON.stringify(code)} }));
      await new Promise((done) => setImmediate(done));
      process.stdout.write('went on\\n');
      await shutdown.exit(0);
    });`
  );
  return new Program({ program: path, environment: {} });
}

it('a connection that is lost while nobody waits for it does not end the program', async () => {
  const program = reject('CONNECTION_CLOSED');
  expect(await program.waitForExit()).toBe(0);
  expect([program.output, program.errors]).toEqual(['went on\n', 'gone\n']);
});

it('any other failure that nobody handles does', async () => {
  const program = reject('EWHATEVER');
  expect(await program.waitForExit()).toBe(1);
  expect(program.errors).toContain('gone');
});
