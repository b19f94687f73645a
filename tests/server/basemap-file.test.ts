import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRange, serveBasemapFile } from '../../src/lib/server/http/basemap-file';

describe('readRange', () => {
  it.each([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=4-', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['bytes=8-99', { start: 8, end: 9 }],
    ['bytes=10-12', 'unsatisfiable'],
    ['bytes=5-4', 'unsatisfiable'],
    ['bytes=0-1,4-5', null],
    ['lines=0-1', null],
    [null, null]
  ])('reads %s of ten bytes', (header, expected) => {
    expect(readRange(header, 10)).toEqual(expected);
  });
});

describe('serveBasemapFile', () => {
  let path: string;

  beforeAll(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'basemap-')), 'city.pmtiles');
    await writeFile(path, '0123456789');
  });

  it('sends the asked range', async () => {
    const response = await serveBasemapFile(path, 'bytes=2-4');
    expect([response.status, response.headers.get('content-range'), await response.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234'
    ]);
  });

  it('sends the whole file without a range', async () => {
    const response = await serveBasemapFile(path, null);
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '10',
      '0123456789'
    ]);
  });

  it.each([null, '/nowhere/city.pmtiles'])('is not there without a file: %s', async (missing) => {
    await expect(serveBasemapFile(missing, null)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
