import { BRANCH_GROUP_LABELS, nameBranch } from '$i18n/branches';
import { readDirectoryFilter } from '$lib/domain/business-directory';
import { branchGroupOf } from '$lib/domain/branch';
import type { BusinessDetail } from '$lib/domain/unit';
import { listDirectory } from '$lib/server/business/directory';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { url, locals } = event;
  const date = viewDate(event);
  const filter = readDirectoryFilter(url.searchParams);
  const directory = await guard(() =>
    listDirectory(locals.context, { date, filter, wordsOf: nameOf, now: new Date() })
  );
  return {
    date,
    filter,
    total: directory.total,
    facets: directory.facets,
    businesses: directory.businesses.map((business) => ({ ...business, branchName: nameOf(business) })),
    branchLabels: Object.fromEntries(Object.entries(BRANCH_GROUP_LABELS).map(([group, label]) => [group, label()]))
  };
};

function nameOf({ branch }: BusinessDetail): string {
  return (branch && nameBranch(branch)) ?? BRANCH_GROUP_LABELS[branchGroupOf(branch)]();
}
