import { eq, sql } from 'drizzle-orm';
import { can } from '../../domain/access';
import { checkBusinessFacts, type BusinessFacts } from '../../domain/business-facts';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { rejectIssues } from '../../domain/refusal';
import { inChange, type Changed } from '../change/audit';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { business } from '../db/schema';
import { checkNote } from '../unit/occupancy';

export interface BusinessCorrection {
  readonly business: { readonly id: number; readonly version: number | null };
  readonly facts: BusinessFacts;
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
  rejectIssues([...checkBusinessFacts(facts, context.today), ...checkNote(note)]);
  const [found] = isId(claim.id)
    ? await context.db.execute(sql`
        select 1 from business where id = ${claim.id} and quarter_id = (select id from quarter where slug = ${context.quarter})`)
    : [];
  if (!found) throw new DomainError('not_found', 'business_not_found', { id: claim.id });
  return inChange(context, [{ entity: 'business', ...claim }], async ({ db }) => {
    const [before] = await db.select().from(business).where(eq(business.id, claim.id));
    const isSame = (Object.keys(facts) as (keyof BusinessFacts)[]).every(
      (key) => JSON.stringify(before![key]) === JSON.stringify(facts[key])
    );
    if (isSame) rejectIssues([{ field: 'name', code: 'nothing_changed' }]);
    await db.update(business).set(facts).where(eq(business.id, claim.id));
    return {
      note: { action: 'correct_business', entity: 'business', entityId: claim.id, reason: note },
      result: claim.id
    };
  });
}
