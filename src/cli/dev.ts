import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openDatabase } from '../lib/server/db/client';
import { prepareDatabase } from '../lib/server/db/prepare';
import { readSettings } from '../lib/server/db/settings';
import { report, runProgram, type Shutdown } from './program';
import { openProvided } from './provided';
import { offerSetUp } from './set-up';

/** `npm run dev`: the database as in `npm start`, and Vite's development server in front of it. */
async function develop(shutdown: Shutdown): Promise<void> {
  const settings = readSettings();
  const provided = await openProvided(settings, shutdown);
  await prepareDatabase(provided.url, { quarter: settings.quarter, report });
  const address = settings.origin ?? `http://localhost:${settings.port}`;
  const { db, close } = openDatabase(provided.url, { poolSize: 1 });
  await offerSetUp({ db, quarter: settings.quarter }, address);
  await close();
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const host = settings.host === null ? [] : ['--host', settings.host];
  const child = spawn(process.execPath, [vite, 'dev', '--port', String(settings.port), ...host], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: provided.url, DATABASE_KIND: provided.kind, LINK_ORIGIN: address }
  });
  shutdown.add(() => void child.kill());
  child.once('error', (error) => shutdown.fail(error));
  child.once('exit', (code) => void shutdown.exit(code ?? 0));
}

await runProgram(develop);
