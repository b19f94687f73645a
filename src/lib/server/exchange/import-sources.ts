import { eq } from 'drizzle-orm';
import type { Database } from '../db/client';
import { source } from '../db/schema/index';
import type { ImportOrigin } from './building-feature';

type SourceValues = Omit<typeof source.$inferInsert, 'id' | 'key'>;

const OSM = {
  licence: 'ODbL 1.0',
  licenceUrl: 'https://opendatacommons.org/licenses/odbl/1-0/',
  url: 'https://www.openstreetmap.org/copyright',
  nature: 'derived'
} as const;

/** What the map credits for imported houses. */
const SOURCES: Readonly<Record<ImportOrigin, SourceValues>> = {
  osm: {
    ...OSM,
    title: 'Gebäude nach OpenStreetMap (Import)',
    publisher: 'OpenStreetMap contributors',
    attribution: '© OpenStreetMap contributors (ODbL 1.0)'
  },
  osm_geosn: {
    ...OSM,
    title: 'Gebäude nach OpenStreetMap, Höhen nach GeoSN (Import)',
    publisher: 'OpenStreetMap contributors; Landesamt für Geobasisinformation Sachsen (GeoSN)',
    licence: 'ODbL 1.0; Höhen dl-de/by-2-0',
    attribution: '© OpenStreetMap contributors (ODbL 1.0); Höhen: Datenquelle GeoSN, dl-de/by-2-0'
  },
  other: {
    title: 'Gebäude aus einer Datei (Import)',
    publisher: 'nicht angegeben',
    licence: 'nicht angegeben',
    attribution: 'Gebäude: Quelle nicht angegeben',
    nature: 'derived'
  }
};

const KEYS: Readonly<Record<ImportOrigin, string>> = {
  osm: 'import-osm',
  osm_geosn: 'import-osm-geosn',
  other: 'import-other'
};

export interface ImportSourceOptions {
  /** Origins that the file has. */
  readonly origins: ReadonlySet<ImportOrigin>;
  /** Latest edit of a map object in the file. */
  readonly asOf: string | null;
  /** What the operator says about the file; for files without map objects it is the credit. */
  readonly sourceNote: string | null;
}

/** Creates or renews the sources of an import and answers the ids of those in use. */
export async function writeImportSources(
  db: Database,
  { origins, asOf, sourceNote }: ImportSourceOptions
): Promise<ReadonlyMap<ImportOrigin, number>> {
  const ids = new Map<ImportOrigin, number>();
  for (const origin of origins) {
    const stated = origin === 'other' && sourceNote ? { publisher: sourceNote, attribution: sourceNote } : {};
    const values = { ...SOURCES[origin], ...stated, retrievedOn: asOf, note: sourceNote, key: KEYS[origin] };
    const [row] = await db
      .insert(source)
      .values(values)
      .onConflictDoUpdate({ target: source.key, set: values })
      .returning({ id: source.id });
    ids.set(origin, row!.id);
  }
  return ids;
}

/** Ids of all sources that imports have written. */
export async function listImportSources(db: Database): Promise<number[]> {
  const found = await Promise.all(
    Object.values(KEYS).map((key) => db.select({ id: source.id }).from(source).where(eq(source.key, key)))
  );
  return found.flat().map(({ id }) => id);
}
