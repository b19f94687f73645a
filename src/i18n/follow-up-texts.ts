import type { ListingText } from '../lib/domain/listing-draft';
import type { TypedTexts } from '../lib/domain/local-text';
import type { BegunTarget, HouseMeasure } from '../lib/domain/plan/plan-follow-up';
import { PLAN_USE_LABELS } from './codes';
import { inLocale } from './in-locale';
import { writeListingTexts } from './listing-texts';
import { m } from './paraglide/messages';
import { baseLocale } from './paraglide/runtime';
import { labelHouse } from './place';
import { MEASURE_TYPE_LABELS } from './record-codes';

type DescribedUnit = Parameters<typeof writeListingTexts>[0];

/** What the plan wishes for, in the language that `inLocale` speaks; without a wish the use. */
function wishIn({ use, wish, translations }: BegunTarget, locale: string): string {
  return (locale === baseLocale ? wish : (translations[locale]?.wish ?? wish)) ?? PLAN_USE_LABELS[use]();
}

/** An offer begun from a target: its title is the wish, its description what is recorded of the unit. */
export function writeOfferTexts(
  target: BegunTarget,
  offered: DescribedUnit,
  locales: readonly string[]
): TypedTexts<ListingText> {
  const recorded = writeListingTexts(offered, locales);
  const titled = (locale: string) =>
    inLocale(locale, () => ({ title: m.effect_offer_title({ wish: wishIn(target, locale) }) }));
  return {
    ...recorded,
    base: { ...recorded.base, ...titled(baseLocale) },
    others: Object.fromEntries(
      Object.entries(recorded.others).map(([locale, texts]) => [locale, { ...texts, ...titled(locale) }])
    )
  };
}

/** A measure begun from a target: its title is the wish, its summary the plan and the place. */
export function writeMeasureTexts(
  target: BegunTarget,
  type: HouseMeasure,
  locales: readonly string[]
): TypedTexts<'title' | 'summary'> {
  const { plan, unit } = target;
  const write = (locale: string) =>
    inLocale(locale, () => {
      const wish = wishIn(target, locale);
      return {
        title: m.effect_measure_title({ type: MEASURE_TYPE_LABELS[type](), wish }),
        summary: m.effect_measure_summary({ plan: plan.title, wish, unit: unit.code, house: labelHouse(unit.building) })
      };
    });
  const others = locales.filter((locale) => locale !== baseLocale).map((locale) => [locale, write(locale)] as const);
  return { base: write(baseLocale), others: Object.fromEntries(others), confirmed: [] };
}
