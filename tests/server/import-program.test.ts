import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Program } from '../support/program';

const HOUSE = [
  [12.4095, 51.3455],
  [12.4097, 51.3455],
  [12.4097, 51.3456],
  [12.4095, 51.3456],
  [12.4095, 51.3455]
];

let folder: string;
const running: Program[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iq-ost-import-'));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.end('SIGTERM');
  rmSync(folder, { recursive: true });
});

function writeFile(coordinates: unknown): string {
  const path = join(folder, 'houses.geojson');
  const geometry = { type: 'Polygon', coordinates: [coordinates] };
  const features = [{ type: 'Feature', properties: { osm_id: 1 }, geometry }];
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }));
  return path;
}

function start(program: string, args: readonly string[] = []): Program {
  const started = new Program({ program, args, environment: { DATA_DIR: join(folder, 'data') } });
  running.push(started);
  return started;
}

const runImport = (...args: string[]) => start('src/cli/import.ts', args);

describe('npm run import', () => {
  it('works without a running application and again beside one', { timeout: 180_000 }, async () => {
    const path = writeFile(HOUSE);
    const alone = runImport('buildings', path);
    expect(await alone.waitForExit()).toBe(0);
    expect(alone.output).toContain('Read 1 features: 1 added, 0 updated, 0 unchanged.');

    await start('src/cli/database.ts').waitForOutput(/postgres:\/\//);
    const beside = runImport('buildings', path, '--source-note', 'Vermessung 2026');
    expect(await beside.waitForExit(), beside.errors).toBe(0);
    expect(beside.output).toContain('Read 1 features: 0 added, 0 updated, 1 unchanged.');
  });

  it('says in one line what is wrong with the file, before it opens a database', async () => {
    const path = writeFile([
      [12.4, 51.3],
      ['x', 51.3]
    ]);
    const program = runImport('buildings', path);
    expect(await program.waitForExit()).toBe(1);
    expect(program.errors).toBe(
      `Nothing was imported. ${path}: features[0].geometry.coordinates[0][1]: is no pair of numbers.\n`
    );
    expect(program.output).toBe('');
  });

  it.each([
    [['houses'], 'Usage: npm run import'],
    [['buildings', 'nowhere.geojson'], 'nowhere.geojson'],
    [['buildings', 'x.geojson', '--crs', '31468'], '--crs is "31468", but must be 4326 or 25833.'],
    [['buildings', 'x.geojson', '--colour', 'red'], 'Usage: npm run import']
  ])('refuses %j', async (args, message) => {
    const program = runImport(...args);
    expect(await program.waitForExit()).toBe(1);
    expect(program.errors).toContain(message);
  });
});
