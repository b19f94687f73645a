import { PLAN_USE_LABELS } from '$i18n/codes';
import { formatArea } from '$i18n/format';
import { m } from '$i18n/paraglide/messages';
import { getLocale } from '$i18n/paraglide/runtime';
import { PLAN_AREA_KIND_LABELS } from '$i18n/plan-codes';
import type { PlanArea } from '../../domain/plan/plan-content';
import { outlineSqm } from '../../domain/plan/plan-outline';
import { wordIn } from '../../domain/plan/plan-wording';

/** An area in one line: what it is, its use, its size. */
export function describeAreaShort(area: PlanArea): string {
  const name = wordIn(area, 'wish', getLocale()) ?? PLAN_USE_LABELS[area.use]();
  return [PLAN_AREA_KIND_LABELS[area.kind](), name, formatArea(outlineSqm(area.geometry))].join(m.draw_comma());
}
