/**
 * A small application for the lifecycle tests: the product's own database, web server and shutdown, with one table
 * behind them instead of the built pages. `POST /` adds a row, `GET /` counts them.
 */
import { openProvided } from '../../src/cli/provided';
import { report, runProgram, type Shutdown } from '../../src/cli/program';
import { openWebServer } from '../../src/cli/http-server';
import { openDatabase } from '../../src/lib/server/db/client';
import { errorText } from '../../src/lib/server/db/failure';
import { readSettings } from '../../src/lib/server/db/settings';

async function serveNotes(shutdown: Shutdown): Promise<void> {
  const settings = readSettings();
  const provided = await openProvided(settings, shutdown);
  const { sql, close } = openDatabase(provided.url);
  shutdown.add(close);
  const web = await openWebServer(settings);
  shutdown.add(() => web.close());
  shutdown.add(() => provided.announceEnd());
  await provided.announce(web.address);
  await sql`create table if not exists note (id integer generated always as identity)`;
  web.serve((request, response) => {
    const act = request.method === 'POST' ? sql`insert into note default values` : Promise.resolve();
    act
      .then(() => sql<{ count: number }[]>`select count(*)::int as count from note`)
      .then(([row]) => response.end(String(row?.count)))
      .catch((error: unknown) => response.writeHead(500).end(errorText(error)));
  });
  report(`listens at ${web.address}`);
}

await runProgram(serveNotes);
