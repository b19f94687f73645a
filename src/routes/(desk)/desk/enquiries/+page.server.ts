import { can } from '$lib/domain/access';
import { isCode } from '$lib/domain/codes';
import { ENQUIRY_VIEWS } from '$lib/domain/enquiry';
import { getAnswerFigure, getExactAnswerFigure } from '$lib/server/enquiry/answer-figure';
import { listEnquiries } from '$lib/server/enquiry/enquiry-desk';
import { guard } from '$lib/server/http/errors';
import { readPageParameter } from '$lib/server/http/id-parameter';
import { getQuarter } from '$lib/server/quarter';
import { readId } from '$lib/domain/id-list';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { context } }) =>
  guard(async () => {
    const asked = url.searchParams.get('view');
    const view = isCode(ENQUIRY_VIEWS, asked) ? asked : 'open';
    const buildingId = readId(url.searchParams.get('house') ?? '');
    const isPlanner = can(context.actor, 'listing:publish');
    const [enquiries, exact, figure, { settings }] = await Promise.all([
      listEnquiries(context, { view, buildingId, page: readPageParameter(url) }),
      isPlanner ? getExactAnswerFigure(context) : null,
      isPlanner ? null : getAnswerFigure(context),
      getQuarter(context)
    ]);
    return { view, enquiries, figure: exact ?? figure, timeZone: settings.timeZone, now: new Date() };
  });
