import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DRIVER = fileURLToPath(new URL('../../node_modules/postgres/src/connection.js', import.meta.url));

/**
 * postgres.js 3.4.9 writes to a connection that was closed a moment before: an exception that nobody can catch, which
 * ends the process when the database is killed under a transaction (github.com/porsager/postgres/issues/1208). The
 * guard is that of pull request 1209: the query is refused with CONNECTION_CLOSED; and the connection goes back to those that
 * are opened again. To be dropped with a release that has it.
 */
const UNGUARDED = `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)
`;
const GUARDED = `  function nextWrite(fn) {
    if (socket === null) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      const gone = Errors.connection('CONNECTION_CLOSED', options, socket)
      error(gone)
      query = errorResponse = null
      setImmediate(() => socket === null && !initial && onclose(connection, gone))
      return false
    }
    const x = socket.write(chunk, fn)
`;

/** Guards the installed driver, once; one that reads otherwise is left as it is. Says whether it is guarded. */
export function guardPostgres() {
  if (!existsSync(DRIVER)) return false;
  const text = readFileSync(DRIVER, 'utf8');
  if (text.includes(GUARDED)) return true;
  writeFileSync(DRIVER, text.replace(UNGUARDED, GUARDED));
  return text.includes(UNGUARDED);
}
