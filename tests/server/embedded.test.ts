import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/lib/server/db/client';
import { isProcessAlive } from '../../src/lib/server/db/embedded/process';
import { findServerUser } from '../../src/lib/server/db/embedded/server-user';
import { Program } from '../support/program';

// What is tested here is our own server, whichever one the other tests run on.
const describeEmbedded = describe.skipIf(process.env.DATABASE_URL !== undefined);

let dataDirectory: string;
let programs: Program[];

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'iq-ost-lifecycle-'));
  chmodSync(dataDirectory, 0o755);
  programs = [];
});

afterEach(async () => {
  for (const program of programs) await program.end('SIGKILL');
  await endDatabase();
  const placed = existsSync(join(dataDirectory, 'database.json')) ? readClusterDirectory() : null;
  if (placed !== null && !placed.startsWith(dataDirectory)) rmSync(dirname(placed), { recursive: true, force: true });
  rmSync(dataDirectory, { recursive: true });
});

function start(environment: Record<string, string> = {}): Program {
  const program = new Program({
    program: 'tests/support/served-notes.ts',
    environment: { DATA_DIR: dataDirectory, PORT: '0', HOST: '127.0.0.1', ...environment }
  });
  programs.push(program);
  return program;
}

async function startServing(environment?: Record<string, string>): Promise<{ program: Program; address: string }> {
  const program = start(environment);
  const [, address = ''] = await program.waitForOutput(/listens at (\S+)/);
  return { program, address };
}

const addNote = (address: string) => fetch(address, { method: 'POST' }).then((response) => response.text());
const countNotes = (address: string) => fetch(address).then((response) => response.text());

function readCredentials(): { clusterDirectory: string; port: number; password: string } {
  return JSON.parse(readFileSync(join(dataDirectory, 'database.json'), 'utf8')) as {
    clusterDirectory: string;
    port: number;
    password: string;
  };
}

const readClusterDirectory = (): string => resolve(dataDirectory, readCredentials().clusterDirectory);
const pidFile = (): string => join(dataDirectory, 'postgres', 'postmaster.pid');
const databasePid = (): number => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

/** Kills the server and waits until the system has taken it away. */
async function killDatabase(): Promise<void> {
  const pid = databasePid();
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(hasEnded(pid)).toBe(true), { timeout: 10_000 });
}

async function endDatabase(): Promise<void> {
  const path = existsSync(join(dataDirectory, 'database.json')) ? join(readClusterDirectory(), 'postmaster.pid') : '';
  if (path === '' || !existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  if (pid === process.pid || hasEnded(pid)) return;
  process.kill(pid, 'SIGINT');
  await vi.waitFor(() => expect(hasEnded(pid)).toBe(true), { timeout: 10_000 });
}

function hasEnded(pid: number): boolean {
  if (!isProcessAlive(pid)) return true;
  return existsSync(`/proc/${pid}/stat`) && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Names and contents of everything in a folder, to see that a refused start has changed nothing. */
function fingerprint(directory: string): string {
  return spawnSync('sh', ['-c', 'find . -type f | sort | xargs sha256sum | sha256sum'], {
    cwd: directory,
    encoding: 'utf8'
  }).stdout;
}

describeEmbedded('the embedded database', () => {
  it('serves from an empty folder and ends with the application', async () => {
    const { program, address } = await startServing();
    expect(await addNote(address)).toBe('1');
    const pid = databasePid();
    expect(await program.end('SIGTERM')).toBe(0);
    expect(hasEnded(pid)).toBe(true);
    expect(existsSync(pidFile())).toBe(false);
    expect(readFileSync(join(dataDirectory, 'postgres.log'), 'utf8')).toContain('database system is shut down');
  });

  it('keeps its password to its owner, listens on loopback only, and knows German, checksums and fsync', async () => {
    await startServing();
    expect(statSync(join(dataDirectory, 'database.json')).mode & 0o777).toBe(0o600);
    const { port, password } = readCredentials();
    const { sql, close } = openDatabase(`postgres://iq_ost:${password}@127.0.0.1:${port}/iq_ost`, { poolSize: 1 });
    try {
      const [row] = await sql`
        select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
          current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
          datlocprovider as provider, datlocale as locale
        from pg_database where datname = current_database()`;
      expect(row).toEqual({
        addresses: '127.0.0.1',
        sockets: '',
        checksums: 'on',
        fsync: 'on',
        provider: 'i',
        locale: 'de-DE'
      });
    } finally {
      await close();
    }
    const withoutPassword = openDatabase(`postgres://iq_ost@127.0.0.1:${port}/iq_ost`, { poolSize: 1 });
    await expect(withoutPassword.sql`select 1`).rejects.toThrow(/password/);
    await withoutPassword.close();
  });

  it('adopts the server that a killed application has left', async () => {
    const first = await startServing();
    await addNote(first.address);
    const pid = databasePid();
    await first.program.end('SIGKILL');
    expect(hasEnded(pid)).toBe(false);
    const second = await startServing();
    expect(databasePid()).toBe(pid);
    expect(await addNote(second.address)).toBe('2');
    expect(await second.program.end('SIGTERM')).toBe(0);
    expect(hasEnded(pid)).toBe(true);
  });

  it('recovers when application and server were both killed', async () => {
    const first = await startServing();
    await addNote(first.address);
    await first.program.end('SIGKILL');
    await killDatabase();
    expect(existsSync(pidFile())).toBe(true);
    const second = await startServing();
    expect(await countNotes(second.address)).toBe('1');
  });

  it('starts when the number in a left pid file belongs to another program now', async () => {
    const first = await startServing();
    await addNote(first.address);
    await first.program.end('SIGKILL');
    await killDatabase();
    const lines = readFileSync(pidFile(), 'utf8').split('\n');
    const other = spawn('sleep', ['600'], { ...findServerUser(), stdio: 'ignore' });
    try {
      writeFileSync(pidFile(), [String(other.pid), ...lines.slice(1)].join('\n'));
      const second = await startServing();
      expect(await countNotes(second.address)).toBe('1');
      expect(other.exitCode).toBeNull();
    } finally {
      other.kill();
    }
  });

  it('brings the server back when it is killed under a running application', async () => {
    const { program, address } = await startServing();
    await addNote(address);
    await killDatabase();
    await program.waitForOutput(/The database runs again/);
    await vi.waitFor(async () => expect(await countNotes(address)).toBe('1'), { timeout: 10_000 });
    expect(await program.end('SIGTERM')).toBe(0);
    expect(existsSync(pidFile())).toBe(false);
  });

  it('refuses a second application on the same data and leaves the first alone', async () => {
    const first = await startServing();
    await addNote(first.address);
    const second = start();
    expect(await second.waitForExit()).toBe(1);
    expect(second.errors).toBe(
      `IQ_Ost already runs on this data directory as process ${first.program.pid} at ${first.address}; it was left alone.\n`
    );
    expect(await addNote(first.address)).toBe('2');
  });

  it('waits for an application that is on its way down', async () => {
    const first = await startServing();
    await addNote(first.address);
    const [, second] = await Promise.all([first.program.end('SIGTERM'), startServing()]);
    expect(await countNotes(second.address)).toBe('1');
  });

  it('lets one of two that start at once on an empty folder win', async () => {
    const both = [start(), start()];
    const outcomes = await Promise.all(
      both.map((program) => Promise.race([program.waitForExit(), program.waitForOutput(/listens at (\S+)/)]))
    );
    expect(outcomes.filter((outcome) => outcome === 1)).toHaveLength(1);
    const [, address = ''] = outcomes.find((outcome) => Array.isArray(outcome)) ?? [];
    expect(await addNote(address)).toBe('1');
  });

  it('is still there for the application when a tool beside it has ended', async () => {
    const { address } = await startServing();
    const tool = new Program({
      program: 'tests/support/count-notes.ts',
      environment: { DATA_DIR: dataDirectory }
    });
    expect(await addNote(address)).toBe('1');
    expect(await tool.waitForExit()).toBe(0);
    expect(tool.output).toMatch(/^[01] notes\n$/);
    expect(await addNote(address)).toBe('2');
  });

  it('ends with a tool that started it', async () => {
    const { program } = await startServing();
    await program.end('SIGTERM');
    const tool = new Program({ program: 'tests/support/count-notes.ts', environment: { DATA_DIR: dataDirectory } });
    expect(await tool.waitForExit()).toBe(0);
    expect(existsSync(pidFile())).toBe(false);
  });

  it('takes another port when its own was taken meanwhile', async () => {
    const first = await startServing();
    await addNote(first.address);
    await first.program.end('SIGTERM');
    const { port } = readCredentials();
    const intruder = await listenOn(port);
    try {
      const second = await startServing();
      expect(await countNotes(second.address)).toBe('1');
      expect(readCredentials().port).not.toBe(port);
    } finally {
      intruder.close();
    }
  });
});

describeEmbedded('a start that cannot succeed says why in one sentence and changes nothing', () => {
  async function expectRefusal(program: Program, sentence: RegExp): Promise<void> {
    expect(await program.waitForExit()).toBe(1);
    expect(program.errors).toMatch(sentence);
    expect(program.errors.trim().split('\n')).toHaveLength(1);
  }

  async function serveOnce(): Promise<void> {
    const { program, address } = await startServing();
    await addNote(address);
    await program.end('SIGTERM');
  }

  it('on a taken port', async () => {
    const intruder = await listenOn(0);
    const address = intruder.address();
    const port = typeof address === 'object' ? address?.port : 0;
    try {
      await expectRefusal(start({ PORT: String(port) }), new RegExp(`^Port ${port} is taken by another program`));
      expect(existsSync(pidFile())).toBe(false);
    } finally {
      intruder.close();
    }
  });

  it('on data of a newer PostgreSQL', async () => {
    await serveOnce();
    writeFileSync(join(dataDirectory, 'postgres', 'PG_VERSION'), '19\n');
    const before = fingerprint(dataDirectory);
    await expectRefusal(
      start(),
      /was written by PostgreSQL 19, but this program brings PostgreSQL 18; nothing was changed/
    );
    expect(fingerprint(dataDirectory)).toBe(before);
  });

  it('on a folder that is no complete database', async () => {
    await serveOnce();
    rmSync(join(dataDirectory, 'postgres', 'PG_VERSION'));
    const before = fingerprint(dataDirectory);
    await expectRefusal(start(), /is not a complete database \(PG_VERSION is missing\); nothing was changed/);
    expect(fingerprint(dataDirectory)).toBe(before);
  });

  it('on a database whose files are damaged', async () => {
    await serveOnce();
    writeFileSync(join(dataDirectory, 'postgres', 'global', 'pg_control'), 'damaged');
    await expectRefusal(
      start(),
      /^The database in \S+ cannot start \(.+\); nothing was changed, see \S+postgres\.log\.$/m
    );
    expect(readFileSync(join(dataDirectory, 'postgres', 'global', 'pg_control'), 'utf8')).toBe('damaged');
  });

  it('on a data directory whose password file is damaged or gone', async () => {
    await serveOnce();
    const path = join(dataDirectory, 'database.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, '{');
    await expectRefusal(start(), /database\.json, which keeps port and password of the database, is damaged/);
    rmSync(path);
    await expectRefusal(start(), /database\.json, which keeps the password of the database in \S+, is missing/);
    writeFileSync(path, text, { mode: 0o600 });
    const { address } = await startServing();
    expect(await countNotes(address)).toBe('1');
  });

  it('on a data directory that is a file', async () => {
    const path = join(dataDirectory, 'file');
    writeFileSync(path, '');
    await expectRefusal(start({ DATA_DIR: path }), /^The data directory \S+ cannot be made/);
  });

  it('on a server that does not answer', async () => {
    const intruder = await listenOn(0);
    const address = intruder.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((done) => intruder.close(done));
    const url = `postgres://somebody:secret-word@127.0.0.1:${port}/town`;
    const program = start({ DATABASE_URL: url });
    await expectRefusal(
      program,
      new RegExp(`^The database of DATABASE_URL \\(127.0.0.1:${port}/town\\) cannot be used`)
    );
    expect(program.errors).not.toContain('secret-word');
    expect(existsSync(join(dataDirectory, 'database.json'))).toBe(false);
  });

  it.each([
    ['PORT', '99999'],
    ['DATABASE_URL', 'mysql://somewhere/else'],
    ['ORIGIN', 'example.org'],
    ['QUARTER', '../other']
  ])('on %s=%s', async (name, value) => {
    await expectRefusal(start({ [name]: value }), new RegExp(`^${name} `));
  });
});

describe.skipIf(process.env.DATABASE_URL !== undefined || process.getuid?.() !== 0)('as root', () => {
  it('keeps the data where the server user can go when the data directory is for root only', async () => {
    chmodSync(dataDirectory, 0o700);
    const nested = join(dataDirectory, 'below');
    mkdirSync(nested);
    const first = await startServing();
    expect(first.program.output).toMatch(
      /may not enter \S+; its data are kept in \/var\/lib\/iq-ost\/data-\S+\/postgres\./
    );
    expect(await addNote(first.address)).toBe('1');
    expect(await first.program.end('SIGTERM')).toBe(0);
    const second = await startServing();
    expect(second.program.output).not.toContain('may not enter');
    expect(await countNotes(second.address)).toBe('1');
  });
});

function listenOn(port: number): Promise<Server> {
  return new Promise((done, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => done(server));
  });
}
