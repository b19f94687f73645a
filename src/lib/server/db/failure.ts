/**
 * An expected reason why the product cannot start or go on. `message` is the one sentence that the
 * console shows, without a stack; everything else that is thrown is a defect and keeps its stack.
 */
export class StartupFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StartupFailure';
  }
}

/** The `code` of a system error (`ENOENT`) or a PostgreSQL error (`42501`), null where there is none. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/**
 * True for the driver's word that a connection is gone. It rejects a look of its own at the types of a new connection
 * with it, which nobody waits for: no reason to end a program, since every statement on it is refused to its asker.
 */
export function isLostConnection(error: unknown): boolean {
  return ['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED'].includes(errorCode(error) ?? '');
}

/** What an error says, without the noise of its class. */
export function errorText(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorText(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
