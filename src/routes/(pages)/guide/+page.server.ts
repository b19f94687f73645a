import { GUIDE_USES } from '$lib/domain/guide';
import { isCode } from '$lib/domain/codes';
import { listGuideSteps } from '$lib/server/guide/guide-step';
import { listOffices } from '$lib/server/guide/office';
import { guard } from '$lib/server/http/errors';
import type { PageServerLoad } from './$types';

/** A use that is none shows all steps: links to the guide come from anywhere. */
export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const asked = url.searchParams.get('for');
  const use = isCode(GUIDE_USES, asked) ? asked : null;
  const [steps, offices] = await guard(() => Promise.all([listGuideSteps(context, { use }), listOffices(context)]));
  return { use, steps, advisers: offices.filter(({ languages }) => languages.length > 0) };
};
