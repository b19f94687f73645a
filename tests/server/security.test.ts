import { describe, expect, it } from 'vitest';
import { allowBasemap, describeBasemap } from '../../src/lib/server/http/security';

const POLICY = "default-src 'self'; connect-src 'self'; img-src 'self' data:";
const NONE = { basemapStyleUrl: null, basemapPmtiles: null };

describe('allowBasemap', () => {
  it('leaves the policy alone without a basemap, and for a file of our own', () => {
    expect(allowBasemap(POLICY, NONE)).toBe(POLICY);
    expect(allowBasemap(POLICY, { ...NONE, basemapPmtiles: { file: '/maps/city.pmtiles' } })).toBe(POLICY);
  });

  it.each([
    { ...NONE, basemapStyleUrl: 'https://maps.example/styles/quiet.json?key=1' },
    { ...NONE, basemapPmtiles: { url: 'https://maps.example/city.pmtiles' } }
  ])('lets the page connect to the configured origin and no further', (settings) => {
    expect(allowBasemap(POLICY, settings)).toBe(
      "default-src 'self'; connect-src https://maps.example 'self'; img-src https://maps.example 'self' data:"
    );
  });
});

describe('describeBasemap', () => {
  it('names a file by our own path, so that its place on the machine stays private', () => {
    expect(describeBasemap({ ...NONE, basemapPmtiles: { file: '/srv/secret/city.pmtiles' } })).toEqual({
      pmtilesUrl: '/basemap.pmtiles'
    });
  });
});
