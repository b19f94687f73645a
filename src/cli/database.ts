import { prepareDatabase } from '../lib/server/db/prepare';
import { readSettings } from '../lib/server/db/settings';
import { report, runProgram, type Shutdown } from './program';
import { openProvided } from './provided';

/**
 * `npm run db`: the database alone, migrated and seeded, until Ctrl-C; prints its address for other programs
 * (`psql`, QGIS, a running test).
 */
async function serveDatabase(shutdown: Shutdown): Promise<void> {
  const settings = readSettings();
  const provided = await openProvided(settings, shutdown);
  await prepareDatabase(provided.url, { quarter: settings.quarter, report });
  report(provided.url);
  // Without a server of its own nothing else would keep this process alive.
  const keepAlive = setInterval(() => undefined, 3_600_000);
  shutdown.add(() => clearInterval(keepAlive));
}

await runProgram(serveDatabase);
