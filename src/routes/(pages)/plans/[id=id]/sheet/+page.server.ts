import { localizeHref } from '$i18n/paraglide/runtime';
import { isCode } from '$lib/domain/codes';
import { SHEET_PAPERS, type SheetPaper } from '$lib/domain/plan/plan-sheet';
import { guard } from '$lib/server/http/errors';
import { readPlanSheet } from '$lib/server/use-plan/plan-file/plan-sheet';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, request, locals: { context } }) =>
  guard(async () => {
    const asked = url.searchParams.get('paper');
    const paper: SheetPaper = isCode(SHEET_PAPERS, asked) ? asked : 'a4';
    const sheet = await readPlanSheet(context, Number(params.id));
    // Of the request and not of the page, whose parameters may change.
    const address = new URL(localizeHref(`/plans/${params.id}`), new URL(request.url).origin).href;
    return { sheet, paper, today: context.today, address };
  });
