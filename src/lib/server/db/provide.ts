import { openDatabase } from './client';
import { openEmbeddedDatabase } from './embedded/embedded-database';
import { errorText, StartupFailure } from './failure';
import type { Settings } from './settings';

export interface ProvideOptions {
  /** True for the application itself, false for a tool that may run beside it. */
  readonly isApplication: boolean;
  /** Called with one sentence about each step that takes long. */
  readonly report: (text: string) => void;
  /** Called when the embedded server ended while in use and could not be brought back. */
  readonly onFailure?: (failure: unknown) => void;
}

/** A database that can be used until `close()`. */
export interface ProvidedDatabase {
  readonly kind: 'embedded' | 'external';
  readonly url: string;
  /** Shows where the application listens to a second start on the same data. */
  announce(address: string): Promise<void>;
  /** Lets a second start wait for our end instead of refusing. */
  announceEnd(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The server of `DATABASE_URL`, or the embedded one in `DATA_DIR`, started or adopted.
 * @throws {StartupFailure} one sentence per expected reason
 */
export async function provideDatabase(settings: Settings, options: ProvideOptions): Promise<ProvidedDatabase> {
  if (settings.databaseUrl === null) {
    const { dataDirectory } = settings;
    const { isApplication: isExclusive, report, onFailure } = options;
    const embedded = await openEmbeddedDatabase({ dataDirectory, isExclusive, report, onFailure });
    return {
      kind: 'embedded',
      url: embedded.url,
      announce: (address) => embedded.announce(address),
      announceEnd: () => embedded.announceEnd(),
      close: () => embedded.close()
    };
  }
  await assertReachable(settings.databaseUrl);
  return {
    kind: 'external',
    url: settings.databaseUrl,
    announce: async () => undefined,
    announceEnd: async () => undefined,
    close: async () => undefined
  };
}

async function assertReachable(url: string): Promise<void> {
  const { sql, close } = openDatabase(url, { poolSize: 1, connectTimeoutMs: 10_000 });
  try {
    await sql`select 1`;
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new StartupFailure(
      `The database of DATABASE_URL (${host}${pathname}) cannot be used: ${errorText(error) || 'no answer'}.`,
      error
    );
  } finally {
    await close();
  }
}
