import { eq, sql } from 'drizzle-orm';
import { can } from '../../domain/access';
import {
  BUSINESS_TEXT_LENGTHS,
  checkBusinessFacts,
  type BusinessFacts,
  type BusinessText
} from '../../domain/business-facts';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { checkTypedTexts, type TypedTexts } from '../../domain/local-text';
import { rejectIssues } from '../../domain/refusal';
import { inChange, type Changed } from '../change/audit';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { business } from '../db/schema';
import { writeTexts } from '../record/text-record';
import { checkNote } from '../unit/occupancy';
import { checkHours } from './opening';

export interface BusinessCorrection {
  readonly business: { readonly id: number; readonly version: number | null };
  readonly facts: BusinessFacts;
  /** The description in the other languages; left out, they stay as they are. */
  readonly texts?: Omit<TypedTexts<BusinessText>, 'base'>;
  readonly note: string | null;
}

/** Other facts of a business, by itself or by the desk. Errors as `changeOccupancy`. */
export async function correctBusiness(
  context: ServiceContext,
  correction: BusinessCorrection
): Promise<Changed<number>> {
  const { business: claim, note } = correction;
  const facts = { ...correction.facts, languages: [...correction.facts.languages] };
  assertCapable(context, 'business:change');
  if (!can(context.actor, 'business:change', { businessId: claim.id }))
    throw new DomainError('forbidden', 'role_needed');
  const texts = { base: { description: facts.description }, others: {}, confirmed: [], ...correction.texts };
  rejectIssues([
    ...checkBusinessFacts(facts, context.today),
    ...checkHours('openingHours', facts.openingHours),
    // The base text is one of the facts.
    ...checkTypedTexts<BusinessText>(
      { ...texts, base: { description: null } },
      { lengths: BUSINESS_TEXT_LENGTHS, required: [] }
    ),
    ...checkNote(note)
  ]);
  const [found] = isId(claim.id)
    ? await context.db.execute(sql`
        select 1 from business where id = ${claim.id} and quarter_id = (select id from quarter where slug = ${context.quarter})`)
    : [];
  if (!found) throw new DomainError('not_found', 'business_not_found', { id: claim.id });
  return inChange(context, [{ entity: 'business', ...claim }], async (inside) => {
    const { db } = inside;
    const [before] = await db.select().from(business).where(eq(business.id, claim.id));
    const isSame = (Object.keys(facts) as (keyof BusinessFacts)[]).every(
      (key) => JSON.stringify(before![key]) === JSON.stringify(facts[key])
    );
    if (!isSame) await db.update(business).set(facts).where(eq(business.id, claim.id));
    const isTranslated = await writeTexts<BusinessText>(inside, { entity: 'business', id: claim.id }, texts);
    if (isSame && !isTranslated) rejectIssues([{ field: 'name', code: 'nothing_changed' }]);
    return {
      note: { action: 'correct_business', entity: 'business', entityId: claim.id, reason: note },
      result: claim.id
    };
  });
}
