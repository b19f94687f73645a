import { PLAN_USE_LABELS } from '../../../i18n/codes';
import { m } from '../../../i18n/paraglide/messages';
import { labelHouse } from '../../../i18n/place';
import { PLAN_AREA_KIND_LABELS } from '../../../i18n/plan-codes';
import type { CommentPlace, UnitPlace } from '../../domain/plan/plan-comment';
import { labelUnitPlace } from '../record/names';

/** What a comment is about: `Eisenbahnstraße 85, EG rechts: Arabisches Restaurant`. */
export function labelCommentPlace(place: CommentPlace): string {
  if (place.kind === 'plan') return m.consultation_place_plan();
  if (place.kind === 'gone') return m.consultation_place_gone();
  if (place.kind === 'area') return withWish(PLAN_AREA_KIND_LABELS[place.areaKind](), place);
  return withWish(`${labelHouse(place.unit.building)}, ${labelUnitPlace(place.unit.code)}`, place);
}

function withWish(name: string, { wish, use }: Pick<UnitPlace, 'wish' | 'use'>): string {
  const wanted = wish ?? (use === null ? null : PLAN_USE_LABELS[use]());
  return wanted === null ? name : m.consultation_place_planned({ place: name, wish: wanted });
}
