import { resolve } from 'node:path';
import { StartupFailure } from './failure';

/** Everything that an operator can set, read from environment variables once and in this place. */
export interface Settings {
  /** `PORT`, default 3000; 0 takes any free port. */
  readonly port: number;
  /** `HOST`: the address to listen on; null listens on all of them. */
  readonly host: string | null;
  /** `DATA_DIR`, absolute: where the embedded database lives, default `./data`. */
  readonly dataDirectory: string;
  /** `DATABASE_URL`: a PostgreSQL server (15 or newer); null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** `ORIGIN`: the address that browsers use, such as `https://example.org`; null takes it from the request. */
  readonly origin: string | null;
  /** `QUARTER`: folder name below `geodata/quarters`, default `iq-ost`. */
  readonly quarter: string;
  /** `BASEMAP_STYLE_URL`: an optional MapLibre style below our own layers. */
  readonly basemapStyleUrl: string | null;
  /** `BASEMAP_PMTILES`: an optional PMTiles file below our own layers, at an address or on this machine. */
  readonly basemapPmtiles: { readonly url: string } | { readonly file: string } | null;
  /** `OPERATOR_NAME`: who runs these pages, named in the accessibility statement; null says that this is a demonstration. */
  readonly operatorName: string | null;
  /** `CONTACT_EMAIL`: where readers may write to about barriers and privacy; null says that there is no such place. */
  readonly contactEmail: string | null;
  /** `SMTP_URL` with `MAIL_FROM`: the server that mails go through; null keeps them in the outbox for administrators. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the settings; an empty value counts as not set.
 * @throws {StartupFailure} naming the first bad value
 */
export function readSettings(environment: Environment = process.env): Settings {
  const read = (name: string): string | null => environment[name]?.trim() || null;
  return {
    port: readPort(read('PORT')),
    host: read('HOST'),
    dataDirectory: resolve(read('DATA_DIR') ?? 'data'),
    databaseUrl: readDatabaseUrl(read('DATABASE_URL')),
    origin: readOrigin(read('ORIGIN')),
    quarter: readQuarter(read('QUARTER')),
    basemapStyleUrl: readHttpUrl('BASEMAP_STYLE_URL', read('BASEMAP_STYLE_URL')),
    basemapPmtiles: readPmtiles(read('BASEMAP_PMTILES')),
    operatorName: read('OPERATOR_NAME'),
    contactEmail: readEmail('CONTACT_EMAIL', read('CONTACT_EMAIL')),
    mail: readMail({
      smtpUrl: read('SMTP_URL'),
      from: readEmail('MAIL_FROM', read('MAIL_FROM') ?? read('CONTACT_EMAIL')),
      origin: read('ORIGIN')
    })
  };
}

function readPort(text: string | null): number {
  if (text === null) return 3000;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port >= 0 && port <= 65_535)) {
    throw new StartupFailure(`PORT is "${text}", but must be a whole number from 0 to 65535.`);
  }
  return port;
}

function readDatabaseUrl(text: string | null): string | null {
  if (text === null) return null;
  const protocol = parseUrl(text)?.protocol;
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') {
    throw new StartupFailure('DATABASE_URL must look like postgres://user:password@host:5432/database.');
  }
  return text;
}

function readOrigin(text: string | null): string | null {
  if (text === null) return null;
  const url = parseUrl(text);
  if (url === null || !isHttp(url) || url.origin !== text.replace(/\/$/, '')) {
    throw new StartupFailure(`ORIGIN is "${text}", but must look like https://example.org, without a path.`);
  }
  return url.origin;
}

function readQuarter(text: string | null): string {
  const slug = text ?? 'iq-ost';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    throw new StartupFailure(`QUARTER is "${slug}", but must be a folder name below geodata/quarters such as iq-ost.`);
  }
  return slug;
}

function readHttpUrl(name: string, text: string | null): string | null {
  if (text === null) return null;
  const url = parseUrl(text);
  if (url === null || !isHttp(url)) {
    throw new StartupFailure(`${name} is "${text}", but must be an address that begins with https:// or http://.`);
  }
  return url.href;
}

function readEmail(name: string, text: string | null): string | null {
  if (text !== null && !/^[^\s@]+@[^\s@]+$/.test(text)) {
    throw new StartupFailure(`${name} is "${text}", but must be an address such as karte@example.org.`);
  }
  return text;
}

/** Links in mails are keys: where they lead must be set, and not be what a request claims. */
function readMail({
  smtpUrl,
  from,
  origin
}: Readonly<Record<'smtpUrl' | 'from' | 'origin', string | null>>): Settings['mail'] {
  if (smtpUrl === null) return null;
  const protocol = parseUrl(smtpUrl)?.protocol;
  if (protocol !== 'smtp:' && protocol !== 'smtps:') {
    throw new StartupFailure('SMTP_URL must look like smtps://user:password@mail.example.org:465.');
  }
  if (from === null) throw new StartupFailure('SMTP_URL needs MAIL_FROM, the address that mails come from.');
  if (origin === null) throw new StartupFailure('SMTP_URL needs ORIGIN, the address that links in mails lead to.');
  return { smtpUrl, from };
}

function readPmtiles(text: string | null): Settings['basemapPmtiles'] {
  if (text === null) return null;
  const url = parseUrl(text);
  if (url && isHttp(url)) return { url: text };
  if (text.endsWith('.pmtiles')) return { file: resolve(text) };
  throw new StartupFailure(
    `BASEMAP_PMTILES is "${text}", but must be a file that ends in .pmtiles or an address that begins with https://.`
  );
}

const isHttp = (url: URL): boolean => url.protocol === 'https:' || url.protocol === 'http:';
const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
