import type { LocalTexts } from '../../../../../geodata/steps/dataset';
import type { Database } from '../client';
import type { EditedRecords } from './edited';
import type { Synced } from './sync';
import type { TranslationText } from './translations';

/** What all writers of a seeding share. */
export interface SeedContext {
  readonly db: Database;
  readonly quarterId: number;
  /** Ids of the authored sources by key. */
  readonly sourceIds: ReadonlyMap<string, number>;
  /** Translations found on the way, written at the end. */
  readonly translations: TranslationText[];
  /** What to do once nothing points at removed records any more, last first. */
  readonly removals: (() => Promise<unknown>)[];
  /** Rows written per table. */
  readonly changes: Map<string, number>;
  /** What people have changed. */
  readonly edited: EditedRecords;
  /** Rows per table that would have been written, had people not changed them. */
  readonly kept: Map<string, number>;
}

export function sourceId(context: SeedContext, key: string): number {
  return context.sourceIds.get(key)!;
}

/** True for a row that a quarter's author wrote, not an import or a person. */
export function isAuthored(context: SeedContext): (row: { readonly sourceId: number }) => boolean {
  const authored = new Set(context.sourceIds.values());
  return (row) => authored.has(row.sourceId);
}

/** Remembers the translations of one field; `field` is the column's name. */
export function translate(
  context: SeedContext,
  record: { readonly entity: string; readonly entityId: number; readonly field: string },
  texts: LocalTexts | null
): void {
  for (const [locale, text] of Object.entries(texts?.others ?? {})) {
    context.translations.push({ ...record, locale, text, base: texts!.base });
  }
}

/** Counts what was written and keeps removals for the end. */
export function note(
  context: SeedContext,
  table: string,
  { changes, obsolete, kept }: Pick<Synced<unknown>, 'changes' | 'obsolete' | 'kept'>,
  remove: () => Promise<unknown>
): void {
  context.kept.set(table, (context.kept.get(table) ?? 0) + kept);
  context.changes.set(table, (context.changes.get(table) ?? 0) + changes + obsolete.length);
  if (obsolete.length > 0) context.removals.push(remove);
}
