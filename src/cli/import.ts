import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DomainError } from '../lib/domain/errors';
import { isCode } from '../lib/domain/codes';
import { READ_CRS } from '../lib/domain/geometry';
import { openDatabase } from '../lib/server/db/client';
import { StartupFailure } from '../lib/server/db/failure';
import { prepareDatabase } from '../lib/server/db/prepare';
import { provideDatabase } from '../lib/server/db/provide';
import { readSettings } from '../lib/server/db/settings';
import { parseFeatureCollection } from '../lib/server/exchange/feature-collection';
import { importBuildings, type ImportOptions } from '../lib/server/exchange/import-buildings';
import { describeImport } from '../lib/server/exchange/import-report';
import { report, runProgram, type Shutdown } from './program';

const USAGE =
  'Usage: npm run import -- buildings <file.geojson> [--crs 4326|25833] [--quarter iq-ost] [--source-note "who, when, licence"]';

interface Command {
  readonly path: string;
  readonly crs: ImportOptions['crs'];
  readonly quarter: string | null;
  readonly sourceNote: string | null;
}

/** @throws {StartupFailure} with the usage */
function readCommand(args: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { crs: { type: 'string' }, quarter: { type: 'string' }, 'source-note': { type: 'string' } }
    });
    const [what, path, ...rest] = positionals;
    const crs = values.crs?.replace(/^EPSG:/i, '') ?? null;
    if (what !== 'buildings' || !path || rest.length > 0) throw new StartupFailure(USAGE);
    if (crs !== null && !isCode(READ_CRS, crs))
      throw new StartupFailure(`--crs is "${crs}", but must be 4326 or 25833.`);
    return { path, crs, quarter: values.quarter ?? null, sourceNote: values['source-note'] ?? null };
  } catch (error) {
    if (error instanceof TypeError) throw new StartupFailure(`${error.message}\n${USAGE}`, error);
    throw error;
  }
}

/** `npm run import -- buildings …`: adds real houses, beside a running application or without one. */
async function runImport(shutdown: Shutdown): Promise<void> {
  const command = readCommand(process.argv.slice(2));
  const settings = readSettings({ ...process.env, ...(command.quarter === null ? {} : { QUARTER: command.quarter }) });
  const text = readFileSync(command.path, 'utf8');
  try {
    const file = parseFeatureCollection(text);
    const provided = await provideDatabase(settings, { isApplication: false, report });
    shutdown.add(() => provided.close());
    await prepareDatabase(provided.url, { quarter: settings.quarter, report });
    const open = openDatabase(provided.url, { poolSize: 1, statementTimeoutMs: 0, lockTimeoutMs: 60_000 });
    shutdown.add(() => open.close());
    const { crs, sourceNote } = command;
    const result = await importBuildings(open.db, file, { quarter: settings.quarter, crs, sourceNote, report });
    report(describeImport(result));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new StartupFailure(describeRefusal(error, command.path), error);
  }
  await shutdown.exit(0);
}

function describeRefusal({ code, details }: DomainError, path: string): string {
  if (code === 'import_file_broken') {
    return `Nothing was imported. ${path}: ${details['path']}: ${details['problem']}.`;
  }
  return `Nothing was imported: ${code} ${JSON.stringify(details)}.`;
}

await runProgram(runImport);
