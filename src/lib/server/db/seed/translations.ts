import { sql } from 'drizzle-orm';
import type { Database } from '../client';
import { hashText } from '../../record/text-record';
import { translation } from '../schema/index';

export interface TranslationText {
  readonly entity: string;
  readonly entityId: number;
  /** Name of the translated column. */
  readonly field: string;
  readonly locale: string;
  readonly text: string;
  /** The text that was translated. */
  readonly base: string;
}

const BATCH = 1000;

/** Writes authored (reviewed) translations; equal ones are left as they are. */
export async function writeTranslations(db: Database, texts: readonly TranslationText[]): Promise<void> {
  for (let start = 0; start < texts.length; start += BATCH) {
    const rows = texts.slice(start, start + BATCH).map(({ base, ...row }) => ({
      ...row,
      state: 'reviewed' as const,
      sourceHash: hashText(base)
    }));
    await db
      .insert(translation)
      .values(rows)
      .onConflictDoUpdate({
        target: [translation.entity, translation.entityId, translation.field, translation.locale],
        set: { text: sql`excluded.text`, state: sql`excluded.state`, sourceHash: sql`excluded.source_hash` },
        setWhere: sql`(${translation.text}, ${translation.sourceHash}) is distinct from (excluded.text, excluded.source_hash)`
      });
  }
}
