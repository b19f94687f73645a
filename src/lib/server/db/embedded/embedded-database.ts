import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { errorText, StartupFailure } from '../failure';
import { locateBinaries } from './binaries';
import {
  assertClusterVersion,
  createCluster,
  hasCluster,
  type Installation,
  productConfiguration,
  writeConfiguration
} from './cluster';
import { createCredentials, type Credentials, credentialsPath, databaseUrl, newPassword } from './credentials';
import { readCredentials, replaceCredentials } from './credentials';
import { type Hold, takeHold } from './hold';
import { placeBinaries, placeCluster, type PlacementOptions, SHARED_DIRECTORY } from './placement';
import { findServerUser } from './server-user';
import { findFreePort, settlePostmaster, startServer, stopServer } from './server';
import { waitFor } from './wait';

export interface EmbeddedOptions {
  /** Absolute path; made where it is missing. */
  readonly dataDirectory: string;
  /** True for the application, of which there may be one; false for a tool that works beside it. */
  readonly isExclusive: boolean;
  /** Called with one sentence about each step that takes long or puts something elsewhere. */
  readonly report: (text: string) => void;
  /** Server settings on top of ours. */
  readonly configuration?: Readonly<Record<string, string>>;
  /** Called when the server ended while we used it and could not be brought back. Without it nobody tries. */
  readonly onFailure?: (failure: unknown) => void;
}

export interface EmbeddedDatabase {
  readonly url: string;
  announce(address: string): Promise<void>;
  announceEnd(): Promise<void>;
  /** Leaves the server; ends it in an orderly way when no other program uses it. */
  close(): Promise<void>;
}

const ATTEMPTS = 20;
/** A server that ends within this time after it began to run is started again after a pause that grows each time. */
const SHORT_LIFE_MS = 2_000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Starts the PostgreSQL that came with the npm packages on the data directory, or adopts the server that a killed
 * program left running there. Ends by itself with nothing: the caller must `close()`.
 * @throws {StartupFailure} one sentence per expected reason
 */
export async function openEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const placement = { user: findServerUser(), report: options.report, sharedDirectory: SHARED_DIRECTORY };
  makeDataDirectory(options.dataDirectory);
  const binaries = placeBinaries(locateBinaries(), placement);
  const credentials = await establishCredentials(options.dataDirectory, placement);
  const clusterDirectory = resolve(options.dataDirectory, credentials.clusterDirectory);
  const installation = { binaries, user: placement.user, clusterDirectory };
  const session = new EmbeddedSession(options, installation);
  await session.open({ mayMovePort: true });
  return session;
}

/** The use of one embedded server by this program, across a restart of that server. */
class EmbeddedSession implements EmbeddedDatabase {
  readonly #options: EmbeddedOptions;
  readonly #installation: Installation;
  #hold: Hold | null = null;
  #isClosing = false;
  #recovery: Promise<void> = Promise.resolve();
  #address = '';
  #runsSince = 0;
  #shortLives = 0;

  constructor(options: EmbeddedOptions, installation: Installation) {
    this.#options = options;
    this.#installation = installation;
  }

  get url(): string {
    return databaseUrl(this.#credentials());
  }

  async open({ mayMovePort }: { readonly mayMovePort: boolean }): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await this.#ensureServer(mayMovePort);
      this.#hold = await takeHold(this.#credentials(), {
        isExclusive: this.#options.isExclusive,
        onEnd: () => this.#handleEnd()
      });
      this.#runsSince = performance.now();
      if (this.#hold !== null) return;
      await this.#waitForChange();
    }
    throw new StartupFailure(
      `The database in ${this.#installation.clusterDirectory} does not take connections; please try again.`
    );
  }

  async announce(address: string): Promise<void> {
    this.#address = address;
    await this.#hold?.announce(address);
  }

  async announceEnd(): Promise<void> {
    this.#isClosing = true;
    await this.#recovery;
    await this.#hold?.announceEnd();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#recovery;
    const hold = this.#hold;
    this.#hold = null;
    if (hold === null) return;
    try {
      if (await hold.leave()) stopServer(this.#installation);
    } finally {
      await hold.end();
    }
  }

  async #ensureServer(mayMovePort: boolean): Promise<void> {
    const postmaster = await settlePostmaster(this.#installation);
    const credentials = this.#credentials();
    if (postmaster !== null) {
      if (postmaster.port !== credentials.port) this.#savePort(postmaster.port);
      return;
    }
    if (!hasCluster(this.#installation)) {
      this.#options.report(`Making the database in ${this.#installation.clusterDirectory} …`);
      createCluster(this.#installation, credentials.password);
    }
    assertClusterVersion(this.#installation);
    writeConfiguration(this.#installation, {
      ...productConfiguration(credentials.port),
      ...this.#options.configuration
    });
    if ((await startServer(this.#installation)) !== 'port_taken') return;
    if (!mayMovePort) throw new StartupFailure(`Port ${credentials.port} of the database was taken meanwhile.`);
    this.#savePort(await findFreePort());
  }

  /** A server that refuses us is ending, or was just started by someone else: look again when that has moved on. */
  async #waitForChange(): Promise<void> {
    await waitFor(() => null, { forMs: 250, everyMs: 250 });
  }

  #handleEnd(): void {
    if (this.#isClosing || this.#hold === null || this.#options.onFailure === undefined) return;
    this.#hold = null;
    this.#recovery = this.#recover();
  }

  async #recover(): Promise<void> {
    try {
      this.#shortLives = performance.now() - this.#runsSince < SHORT_LIFE_MS ? this.#shortLives + 1 : 0;
      this.#options.report('The database ended unexpectedly; starting it again …');
      const pauseMs = this.#shortLives === 0 ? 0 : Math.min(50 * 2 ** this.#shortLives, LONGEST_PAUSE_MS);
      if (await waitFor(() => (this.#isClosing ? true : null), { forMs: pauseMs })) return;
      await this.open({ mayMovePort: false });
      await this.announce(this.#address);
      this.#options.report('The database runs again.');
    } catch (error) {
      this.#options.onFailure?.(error);
    }
  }

  #credentials(): Credentials {
    const credentials = readCredentials(this.#options.dataDirectory);
    if (credentials !== null) return credentials;
    throw new StartupFailure(`${credentialsPath(this.#options.dataDirectory)} was removed while it was in use.`);
  }

  #savePort(port: number): void {
    replaceCredentials(this.#options.dataDirectory, { ...this.#credentials(), port });
  }
}

function makeDataDirectory(dataDirectory: string): void {
  try {
    mkdirSync(dataDirectory, { recursive: true });
  } catch (error) {
    throw new StartupFailure(`The data directory ${dataDirectory} cannot be made: ${errorText(error)}.`, error);
  }
}

async function establishCredentials(dataDirectory: string, placement: PlacementOptions): Promise<Credentials> {
  const known = readCredentials(dataDirectory);
  if (known !== null) return known;
  const ownCluster = join(dataDirectory, 'postgres');
  if (hasCluster({ clusterDirectory: ownCluster })) {
    assertClusterVersion({ clusterDirectory: ownCluster });
    throw new StartupFailure(
      `${credentialsPath(dataDirectory)}, which keeps the password of the database in ${ownCluster}, is missing; ` +
        'nothing was changed, please restore it from a backup.'
    );
  }
  const placed = placeCluster(dataDirectory, placement);
  const clusterDirectory = placed === ownCluster ? relative(dataDirectory, placed) : placed;
  try {
    return createCredentials(dataDirectory, { clusterDirectory, port: await findFreePort(), password: newPassword() });
  } catch (error) {
    throw new StartupFailure(`The data directory ${dataDirectory} cannot be written: ${errorText(error)}.`, error);
  }
}
