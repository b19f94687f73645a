import compression from 'compression';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MOST_UPLOAD_BYTES } from '../lib/domain/listing-picture';
import { closeDatabase, database } from '../lib/server/db/client';
import { prepareDatabase } from '../lib/server/db/prepare';
import { readSettings, type Settings } from '../lib/server/db/settings';
import { serveCached } from '../lib/server/http/response-cache';
import { keepAccounts } from './accounts';
import { ensureBuild } from './build';
import { openWebServer } from './http-server';
import { report, runProgram, type Shutdown } from './program';
import { openProvided } from './provided';
import { offerSetUp } from './set-up';

const projectDirectory = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `npm start`: builds what is missing, provides, migrates and seeds the database, and serves. The database comes
 * first, because it knows whether this data directory is already in use.
 */
async function start(shutdown: Shutdown): Promise<void> {
  const settings = readSettings();
  const provided = await openProvided(settings, shutdown);
  shutdown.add(closeDatabase);
  const web = await openWebServer(settings, serveCached);
  shutdown.add(() => web.close());
  shutdown.add(() => provided.announceEnd());
  await provided.announce(web.address);
  await prepareDatabase(provided.url, { quarter: settings.quarter, report });
  await ensureBuild({ projectDirectory, report, shutdown });
  process.env.DATABASE_URL = provided.url;
  process.env.DATABASE_KIND = provided.kind;
  process.env.LINK_ORIGIN = settings.origin ?? web.address;
  web.serve(await loadApplication(settings));
  report(`IQ_Ost listens at ${web.address}`);
  await keepAccounts(settings, shutdown);
  await offerSetUp({ db: database().db, quarter: settings.quarter }, settings.origin ?? web.address);
}

/** Pages and JSON leave compressed; what is compressed already (files of the build, geometry) passes through. */
const compressPages = compression() as unknown as (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void
) => void;

/** Ours, so that nobody outside can set it: tells the application that browsers speak plain HTTP with us. */
const PROTOCOL_HEADER = 'x-iq-ost-protocol';

/**
 * The built application. Without `ORIGIN` its address is what the browser asked for (`localhost`, `127.0.0.1`, a name
 * in the local network), so that forms work under each of them.
 */
async function loadApplication(settings: Settings): Promise<RequestListener> {
  if (settings.origin !== null) process.env.ORIGIN = settings.origin;
  else process.env.PROTOCOL_HEADER ??= PROTOCOL_HEADER;
  // The largest upload; how much each route takes, the application decides (hooks.server.ts).
  process.env.BODY_SIZE_LIMIT = String(MOST_UPLOAD_BYTES);
  const { handler } = (await import(pathToFileURL(join(projectDirectory, 'build', 'handler.js')).href)) as {
    handler: RequestListener;
  };
  return (request, response) => {
    request.headers[PROTOCOL_HEADER] = 'http';
    compressPages(request, response, () => handler(request, response));
  };
}

await runProgram(start);
