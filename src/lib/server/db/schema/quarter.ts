import { boolean, index, integer, jsonb, pgTable, text, unique, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { CONTEXT_KINDS } from '../../../domain/codes';
import { ZONE_BASES, ZONE_TYPES } from '../../../domain/plan-codes';
import type { QuarterSettings } from '../../../domain/quarter';
import { bounds, identity } from './columns';
import { source } from './source';

/** One site that the product shows. `settings` carries every rule that is a number (domain.md, head). */
export const quarter = pgTable('quarter', {
  id: identity(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  settings: jsonb('settings').$type<QuarterSettings>().notNull(),
  /** Hash of the authored folder that was seeded last. */
  contentHash: text('content_hash').notNull()
});

/** Ortsteil. `code` is the city's official key. */
export const district = pgTable(
  'district',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    code: text('code').notNull(),
    name: text('name').notNull(),
    geometry: text('geometry').notNull(),
    bounds: bounds('bounds').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('district_code').on(t.quarterId, t.code), index('district_bounds').using('gist', t.bounds)]
);

/** Geviert. */
export const block = pgTable(
  'block',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    districtId: integer('district_id')
      .notNull()
      .references((): AnyPgColumn => district.id),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    /** The identity of the outline with the named block is assumed, not documented. */
    isAssumption: boolean('is_assumption').notNull(),
    note: text('note'),
    /** Kind of building area (BauNVO), what that rests on, and where it is from; null where nobody has recorded it. */
    zoneType: text('zone_type', { enum: ZONE_TYPES }),
    zoneBasis: text('zone_basis', { enum: ZONE_BASES }),
    zoneSourceId: integer('zone_source_id').references((): AnyPgColumn => source.id),
    /** Does it lie in a formally designated redevelopment area, where § 144 BauGB asks for consent? */
    isConsentArea: boolean('is_consent_area'),
    geometry: text('geometry').notNull(),
    bounds: bounds('bounds').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('block_slug').on(t.quarterId, t.slug)]
);

/** Quiet map content around the houses: built masses, street axes, stops. Geometry is GeoJSON text. */
export const contextFeature = pgTable(
  'context_feature',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    kind: text('kind', { enum: CONTEXT_KINDS }).notNull(),
    /** Sub-kind where the layer needs one, such as `tram` or `bus` of a stop. */
    variant: text('variant'),
    name: text('name'),
    geometry: text('geometry').notNull(),
    bounds: bounds('bounds').notNull(),
    /** A built mass is hidden once imported buildings cover it. */
    isSuperseded: boolean('is_superseded').notNull().default(false),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [
    index('context_feature_kind').on(t.quarterId, t.kind),
    index('context_feature_bounds').using('gist', t.bounds)
  ]
);

/** Sanierungsgebiet. The geometry may be missing: statute facts are known where outlines are not. */
export const renewalArea = pgTable(
  'renewal_area',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    ref: text('ref').notNull(),
    name: text('name').notNull(),
    statuteOn: text('statute_on'),
    liftedOn: text('lifted_on'),
    isComprehensive: boolean('is_comprehensive'),
    requiresConsent: boolean('requires_consent'),
    geometry: text('geometry'),
    note: text('note'),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('renewal_area_ref').on(t.quarterId, t.ref)]
);
