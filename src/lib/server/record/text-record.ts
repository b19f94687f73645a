import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { LocalText, Translation, TypedTexts } from '../../domain/local-text';
import type { ServiceContext } from '../context';

interface TextRecord<Field extends string> {
  /** Table of the record. */
  readonly entity: string;
  readonly id: number;
  /** The base texts by column. */
  readonly base: Readonly<Record<Field, string | null>>;
}

/** Hash of a base text, by which a translation shows that its original has changed. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

type TranslationRow = { field: string; locale: string; text: string; sourceHash: string };

async function readRows(
  { db }: Pick<ServiceContext, 'db'>,
  { entity, id }: { readonly entity: string; readonly id: number }
): Promise<readonly TranslationRow[]> {
  return db.execute<TranslationRow>(sql`
    select field, locale, text, source_hash as "sourceHash" from translation where entity = ${entity} and entity_id = ${id}`);
}

/** The texts of a record in every language, with a mark at translations that are older than their original. */
export async function readTexts<Field extends string>(
  { db }: Pick<ServiceContext, 'db'>,
  { entity, id, base }: TextRecord<Field>
): Promise<Readonly<Record<Field, LocalText>>> {
  const rows = await readRows({ db }, { entity, id });
  const textOf = (field: Field): LocalText => {
    const others: Record<string, Translation> = {};
    for (const row of rows.filter((one) => one.field === field)) {
      others[row.locale] = { text: row.text, isOutdated: row.sourceHash !== hashText(base[field] ?? '') };
    }
    return { base: base[field], others };
  };
  const fields = Object.keys(base) as Field[];
  return Object.fromEntries(fields.map((field) => [field, textOf(field)])) as Record<Field, LocalText>;
}

/**
 * Writes the translations of a record whose base texts are those of `texts`; the base columns are its service's.
 * An empty translation goes. One that was left as it is keeps the mark of its age, unless its language is `confirmed`.
 * Only what differs is written, because every statement on translations has all maps read again. Call it within the
 * change that the record belongs to.
 * @returns true where anything was written
 */
export async function writeTexts<Field extends string>(
  { db }: Pick<ServiceContext, 'db'>,
  { entity, id }: Pick<TextRecord<Field>, 'entity' | 'id'>,
  texts: TypedTexts<Field>
): Promise<boolean> {
  const rows = await readRows({ db }, { entity, id });
  let isChanged = false;
  for (const [locale, typed] of Object.entries(texts.others)) {
    for (const field of Object.keys(typed) as Field[]) {
      const stored = rows.find((row) => row.field === field && row.locale === locale);
      const base = texts.base[field] ?? '';
      const text = base === '' ? '' : (typed[field] ?? '');
      const isRenewed = texts.confirmed.includes(locale) && stored?.sourceHash !== hashText(base);
      if (text === (stored?.text ?? '') && !(stored && isRenewed)) continue;
      isChanged = true;
      if (text === '') {
        await db.execute(sql`delete from translation
          where entity = ${entity} and entity_id = ${id} and field = ${field} and locale = ${locale}`);
        continue;
      }
      await db.execute(sql`
        insert into translation (entity, entity_id, field, locale, text, state, source_hash)
        values (${entity}, ${id}, ${field}, ${locale}, ${text}, 'reviewed', ${hashText(base)})
        on conflict (entity, entity_id, field, locale) do update
          set text = excluded.text, state = excluded.state, source_hash = excluded.source_hash`);
    }
  }
  return isChanged;
}

/** Removes the translations of a record that goes. Call it within the change that removes it. */
export async function dropTexts(
  { db }: Pick<ServiceContext, 'db'>,
  { entity, id }: { readonly entity: string; readonly id: number }
): Promise<void> {
  await db.execute(sql`delete from translation where entity = ${entity} and entity_id = ${id}`);
}
