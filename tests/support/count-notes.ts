/** A tool that works on the same data as an application beside it, or without one. */
import { report, runProgram, type Shutdown } from '../../src/cli/program';
import { openDatabase } from '../../src/lib/server/db/client';
import { provideDatabase } from '../../src/lib/server/db/provide';
import { readSettings } from '../../src/lib/server/db/settings';

async function countNotes(shutdown: Shutdown): Promise<void> {
  const provided = await provideDatabase(readSettings(), { isApplication: false, report });
  shutdown.add(() => provided.close());
  const { sql, close } = openDatabase(provided.url, { poolSize: 1 });
  shutdown.add(close);
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from note`;
  report(`${row?.count} notes`);
  await shutdown.exit(0);
}

await runProgram(countNotes);
