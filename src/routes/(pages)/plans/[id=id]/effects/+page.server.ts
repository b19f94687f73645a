import { can } from '$lib/domain/access';
import { readIds } from '$lib/domain/id-list';
import { guard } from '$lib/server/http/errors';
import { readEffectSheet } from '$lib/server/use-plan/plan-effects';
import type { PageServerLoad } from './$types';

/** A plan beside today and beside the plans that a link names: `with=1,2`, or one `with` for each box of the form. */
export const load: PageServerLoad = ({ params, url, locals: { context } }) =>
  guard(async () => {
    const besideIds = readIds(url.searchParams.getAll('with').join());
    const sheet = await readEffectSheet(context, { planId: Number(params.id), besideIds });
    return { sheet, mayChange: can(context.actor, 'plan:change') };
  });
