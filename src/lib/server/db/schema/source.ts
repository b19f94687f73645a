import { date, pgTable, text } from 'drizzle-orm/pg-core';
import { SOURCE_NATURES } from '../../../domain/codes';
import { identity } from './columns';

/** Where a record's values come from: publisher, licence, date, and whether they are real or invented. */
export const source = pgTable('source', {
  id: identity(),
  key: text('key').notNull().unique(),
  title: text('title').notNull(),
  publisher: text('publisher').notNull(),
  licence: text('licence').notNull(),
  licenceUrl: text('licence_url'),
  attribution: text('attribution').notNull(),
  url: text('url'),
  retrievedOn: date('retrieved_on'),
  nature: text('nature', { enum: SOURCE_NATURES }).notNull(),
  note: text('note')
});
