import { sql } from 'drizzle-orm';
import type { Polygon } from 'geojson';
import { SPACE_PARAMETERS } from '../domain/space-parameters';
import { packRings } from '../../src/lib/domain/packed-rings';
import { PUBLIC_ACTOR, type Actor, type Role } from '../../src/lib/domain/access';
import type { QuarterSettings } from '../../src/lib/domain/quarter';
import type { ServiceContext } from '../../src/lib/server/context';
import type { Database } from '../../src/lib/server/db/client';
import * as schema from '../../src/lib/server/db/schema';
import type { Bounds } from '../../src/lib/server/db/schema/columns';

/** The day that it is in tests. */
export const TODAY = '2026-11-22';

/** Somebody with an account in one role. */
export function actorOf(role: Role, own: Partial<Pick<Actor, 'buildingIds' | 'businessIds'>> = {}): Actor {
  if (role === 'public') return PUBLIC_ACTOR;
  return { account: null, roles: [role], buildingIds: [], businessIds: [], ...own };
}

export const PLANNER: Actor = actorOf('planner');

export const QUARTER_SETTINGS: QuarterSettings = {
  title: { de: 'Testviertel' },
  intro: { de: 'Erfunden.' },
  timeZone: 'Europe/Berlin',
  holidays: { country: 'de', state: 'Sachsen' },
  locality: { town: 'Leipzig', alpha2: 'DE', alpha3: 'DEU' },
  locales: ['de', 'en', 'ar'],
  focusBlock: 'focus',
  leadPlan: 'lead',
  timeSpan: { from: '2004-01-01', to: '2030-01-01' },
  camera: { center: [12.4068, 51.3459], zoom: 17, pitch: 50, bearing: 0 },
  maxBounds: [12.3, 51.3, 12.5, 51.4],
  parameters: {
    marketActiveMonths: 6,
    availabilityMonths: 12,
    countsRaisedGroundFloor: true,
    reserve: { dwelling: 0.03, commercial: 0.05 },
    minimumCoverage: 0.8,
    durationDays: [365, 1095],
    freshnessDays: [180, 365, 1095],
    disclosureK: 3,
    areaTolerance: 0.02,
    ...SPACE_PARAMETERS
  },
  survey: {
    publisher: 'Test',
    licence: 'CC0-1.0',
    licenceUrl: null,
    attribution: 'Test e. V.',
    nature: 'illustrative'
  },
  events: []
};

/** Who reads: the public in German unless told. */
export function contextOf(db: Database, overrides: Partial<ServiceContext> = {}): ServiceContext {
  return { db, actor: PUBLIC_ACTOR, locale: 'de', quarter: 'test', today: TODAY, ...overrides };
}

type Fields<Table extends { readonly $inferInsert: unknown }> = Partial<Table['$inferInsert']>;

/** Makes records with everything that a test does not care about filled in. */
export class Factory {
  readonly #db: Database;
  #count = 0;
  #quarterId = 0;
  #sourceId = 0;

  private constructor(db: Database) {
    this.#db = db;
  }

  /** With a quarter `test` and one source. */
  static async open(db: Database, settings: Partial<QuarterSettings> = {}): Promise<Factory> {
    const factory = new Factory(db);
    const [source] = await db
      .insert(schema.source)
      .values({
        ...{ key: 'test', title: 'Erfunden', publisher: 'Test', licence: 'CC0-1.0' },
        ...{ attribution: 'Test e. V.', nature: 'illustrative' }
      })
      .returning();
    const [quarter] = await db
      .insert(schema.quarter)
      .values({ slug: 'test', name: 'Testviertel', contentHash: '0', settings: { ...QUARTER_SETTINGS, ...settings } })
      .returning();
    factory.#sourceId = source!.id;
    factory.#quarterId = quarter!.id;
    return factory;
  }

  get quarterId(): number {
    return this.#quarterId;
  }

  get sourceId(): number {
    return this.#sourceId;
  }

  async district(fields: Fields<typeof schema.district> = {}) {
    const { geometry, bounds } = square({ at: [12.4, 51.34], sizeDegrees: 0.02 });
    const values = { ...this.#base(), code: '21', name: 'Volkmarsdorf', geometry, bounds, ...fields };
    return (await this.#db.insert(schema.district).values(values).returning())[0]!;
  }

  async block(fields: Fields<typeof schema.block> & { districtId: number }) {
    const { geometry, bounds } = square({ at: [12.406, 51.345], sizeDegrees: 0.002 });
    const values = { ...this.#base(), slug: 'focus', name: 'Block', isAssumption: true, geometry, bounds, ...fields };
    return (await this.#db.insert(schema.block).values(values).returning())[0]!;
  }

  async building(fields: Fields<typeof schema.building> & { at?: readonly [number, number] } = {}) {
    const { at, ...columns } = fields;
    const shape = square({ at: at ?? [12.4061 + this.#count * 0.0001, 51.3451], sizeDegrees: 0.0001 });
    const values = {
      ...this.#base(),
      ref: `house/${++this.#count}`,
      ...{ street: 'Eisenbahnstraße', houseNumber: '83', footprintSqm: 77, storeysAbove: 5, eavesM: 18, ridgeM: 22 },
      ...shape,
      ...columns
    };
    return (await this.#db.insert(schema.building).values(values).returning())[0]!;
  }

  async storey(fields: Fields<typeof schema.storey> & { buildingId: number }) {
    const level = fields.level ?? 0;
    const values = {
      sourceId: this.#sourceId,
      ...{ part: 'front' as const, level, type: level === 0 ? ('EG' as const) : ('OG' as const) },
      ...{ sort: level, baseM: level * 3.5, heightM: 3.5 },
      ...fields
    };
    return (await this.#db.insert(schema.storey).values(values).returning())[0]!;
  }

  async unit(fields: Fields<typeof schema.unit> & { buildingId: number; storeyId: number }) {
    const { geometry } = square({ at: [12.4061, 51.3451], sizeDegrees: 0.0001 });
    const values = {
      sourceId: this.#sourceId,
      ...{ code: `NE-${++this.#count}`, position: 1, kind: 'shop' as const, areaSqm: 50, areaType: 'usable' as const },
      ...{ disclosure: 'shop_front' as const, geometry, valid: { from: '2004-01-01', to: null } },
      ...fields
    };
    return (await this.#db.insert(schema.unit).values(values).returning())[0]!;
  }

  async occupancy(fields: Fields<typeof schema.occupancy> & { unitId: number }) {
    const values = {
      sourceId: this.#sourceId,
      ...{ status: 'occupied' as const, useClass: 'retail' as const, valid: { from: '2004-01-01', to: null } },
      ...fields
    };
    return (await this.#db.insert(schema.occupancy).values(values).returning())[0]!;
  }

  async party(fields: Fields<typeof schema.party> = {}) {
    const values = {
      ...this.#base(),
      ref: `party/${++this.#count}`,
      kind: 'natural' as const,
      name: 'N. N.',
      ...fields
    };
    return (await this.#db.insert(schema.party).values(values).returning())[0]!;
  }

  async business(fields: Fields<typeof schema.business> = {}) {
    const values = { ...this.#base(), ref: `business/${++this.#count}`, name: 'Teehaus', isPublic: true, ...fields };
    return (await this.#db.insert(schema.business).values(values).returning())[0]!;
  }

  async tenancy(fields: Fields<typeof schema.tenancy> & { unitId: number }) {
    const values = {
      sourceId: this.#sourceId,
      ...{ type: 'lease' as const, valid: { from: '2004-01-01', to: null } },
      ...fields
    };
    return (await this.#db.insert(schema.tenancy).values(values).returning())[0]!;
  }

  async listing(fields: Fields<typeof schema.listing> & { unitId: number }) {
    const values = {
      ...this.#base(),
      ...{ ref: `listing/${++this.#count}`, title: 'Laden', description: 'Hell.', status: 'public' as const },
      ...{ availableOn: '2026-12-01', publishedOn: '2026-10-01' },
      ...fields
    };
    return (await this.#db.insert(schema.listing).values(values).returning())[0]!;
  }

  async plan(fields: Fields<typeof schema.usePlan> = {}) {
    const values = {
      ...this.#base(),
      ...{ ref: 'lead', title: 'Nutzungskonzept', summary: 'Ein Bild.', status: 'adopted' as const },
      horizonOn: '2028-12-31',
      ...fields,
      series: fields.series ?? fields.ref ?? 'lead'
    };
    return (await this.#db.insert(schema.usePlan).values(values).returning())[0]!;
  }

  async target(fields: Fields<typeof schema.usePlanTarget> & { planId: number; unitId: number }) {
    const values = { useClass: 'gastronomy' as const, targetOn: '2028-01-01', ...fields };
    // As the author's folder: also into a plan that is no draft any more.
    return this.#db.transaction(async (db) => {
      await db.execute(sql`select set_config('iq_ost.authoring', 'on', true)`);
      return (await db.insert(schema.usePlanTarget).values(values).returning())[0]!;
    });
  }

  async measure(fields: Fields<typeof schema.measure> & { buildingIds?: readonly number[] } = {}) {
    const { buildingIds = [], ...columns } = fields;
    const values = {
      ...this.#base(),
      ...{ ref: `measure/${++this.#count}`, title: 'Sicherung', summary: 'Dach.', type: 'securing' as const },
      ...columns
    };
    const measure = (await this.#db.insert(schema.measure).values(values).returning())[0]!;
    for (const buildingId of buildingIds) {
      await this.#db.insert(schema.measureBuilding).values({ measureId: measure.id, buildingId });
    }
    return measure;
  }

  #base(): { quarterId: number; sourceId: number } {
    return { quarterId: this.#quarterId, sourceId: this.#sourceId };
  }
}

/** A square with its south-western corner `at`, as every geometry column wants it. */
export function square({ at, sizeDegrees }: { readonly at: readonly [number, number]; readonly sizeDegrees: number }): {
  geometry: string;
  bounds: Bounds;
  packed: Uint8Array;
} {
  const [west, south] = at;
  const [east, north] = [west + sizeDegrees, south + sizeDegrees];
  const polygon: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south]
      ]
    ]
  };
  return { geometry: JSON.stringify(polygon), bounds: [west, south, east, north], packed: packRings(polygon) };
}
