import { FIGURE_GROUPS } from '$lib/domain/figure';
import { isCode } from '$lib/domain/codes';
import { parseViewState } from '$lib/domain/view-state';
import { listDistricts } from '$lib/server/district';
import { getAnswerFigure } from '$lib/server/enquiry/answer-figure';
import { readArea } from '$lib/server/stock/figure-area';
import { getFigureSheet } from '$lib/server/stock/figure-sheet';
import { guard } from '$lib/server/http/errors';
import { getQuarter } from '$lib/server/quarter';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const view = parseViewState(url.searchParams);
  const asked = url.searchParams.get('group');
  const group = isCode(FIGURE_GROUPS, asked) ? asked : 'all';
  const date = view.date ?? context.today;
  return guard(async () => {
    const area = readArea(url.searchParams.get('scope'));
    const scope = area.kind === 'selection' ? ({ kind: 'block' } as const) : area;
    const [sheet, quarter, districts, answers] = await Promise.all([
      getFigureSheet(context, { area: scope, date, group, filter: view.filter }),
      getQuarter(context),
      listDistricts(context),
      getAnswerFigure(context)
    ]);
    return { sheet, answers, group, date, today: context.today, districts, parameters: quarter.settings.parameters };
  });
};
