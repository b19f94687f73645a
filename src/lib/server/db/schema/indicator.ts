import { boolean, date, doublePrecision, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { INDICATOR_KINDS } from '../../../domain/codes';
import { identity } from './columns';
import { district, quarter } from './quarter';
import { source } from './source';

export const indicator = pgTable(
  'indicator',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    code: text('code').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: INDICATOR_KINDS }).notNull(),
    /** `persons`, `percent`, `dwellings`, `eur_per_sqm`, `units`, `buildings`. */
    measuredIn: text('measured_in').notNull(),
    method: text('method'),
    sort: integer('sort').notNull()
  },
  (t) => [unique('indicator_code').on(t.quarterId, t.code)]
);

/** Messwert. `districtId` null is the whole city. `isNoisy` marks small survey samples. */
export const observation = pgTable(
  'observation',
  {
    id: identity(),
    indicatorId: integer('indicator_id')
      .notNull()
      .references(() => indicator.id),
    districtId: integer('district_id').references(() => district.id),
    observedOn: date('observed_on').notNull(),
    value: doublePrecision('value').notNull(),
    isNoisy: boolean('is_noisy').notNull().default(false),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('observation_place_date').on(t.indicatorId, t.districtId, t.observedOn).nullsNotDistinct()]
);
