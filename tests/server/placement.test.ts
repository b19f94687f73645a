import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeBinaries, placeCluster } from '../../src/lib/server/db/embedded/placement';
import { canEnter, findServerUser } from '../../src/lib/server/db/embedded/server-user';

let directory: string;
let sharedDirectory: string;
let reported: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'iq-ost-placement-'));
  chmodSync(directory, 0o755);
  sharedDirectory = join(directory, 'shared');
  reported = [];
});

afterEach(() => rmSync(directory, { recursive: true }));

const placement = () => ({
  user: findServerUser(),
  report: (text: string) => void reported.push(text),
  sharedDirectory
});

function makeBinaries(parent: string) {
  const native = join(parent, 'native');
  for (const folder of ['bin', 'lib']) mkdirSync(join(native, folder), { recursive: true });
  writeFileSync(join(native, 'bin', 'postgres'), 'program', { mode: 0o755 });
  return { directory: native, version: '18.0.0' };
}

describe('placement of the embedded server', () => {
  it('leaves programs and data where the server user can go', () => {
    const binaries = makeBinaries(directory);
    expect(placeBinaries(binaries, placement())).toEqual(binaries);
    expect(placeCluster(directory, placement())).toBe(join(directory, 'postgres'));
    expect(reported).toEqual([]);
  });

  describe.skipIf(process.getuid?.() !== 0)('as root, below a folder that only root may enter', () => {
    let closed: string;

    beforeEach(() => {
      closed = join(directory, 'closed');
      mkdirSync(join(closed, 'clone'), { recursive: true });
      chmodSync(closed, 0o700);
    });

    it('copies the programs once and says where', () => {
      const binaries = makeBinaries(join(closed, 'clone'));
      const placed = placeBinaries(binaries, placement());
      expect(placed.directory.startsWith(sharedDirectory)).toBe(true);
      expect(readFileSync(join(placed.directory, 'bin', 'postgres'), 'utf8')).toBe('program');
      expect(statSync(join(placed.directory, 'bin', 'postgres')).mode & 0o111).toBe(0o111);
      expect(canEnter(findServerUser(), join(placed.directory, 'bin'))).toBe(true);
      expect(reported).toEqual([expect.stringContaining(`copied to ${placed.directory}`)]);
      expect(placeBinaries(binaries, placement())).toEqual(placed);
      expect(reported).toHaveLength(1);
    });

    it('puts new data where the server user can go and says where', () => {
      const cluster = placeCluster(join(closed, 'clone'), placement());
      expect(cluster.startsWith(sharedDirectory)).toBe(true);
      expect(existsSync(join(closed, 'clone', 'postgres'))).toBe(false);
      expect(canEnter(findServerUser(), join(cluster, '..'))).toBe(true);
      expect(reported).toEqual([expect.stringContaining(`kept in ${cluster}`)]);
    });
  });
});
