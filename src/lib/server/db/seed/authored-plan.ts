import type { LocalTexts, PlanData, PlanWordsData, UnitKey } from '../../../../../geodata/steps/dataset';
import {
  sortContent,
  type PlanContent,
  type PlanTranslations,
  type PlanWords
} from '../../../domain/plan/plan-content';

/**
 * What an author's plan says, with the ids of its units. Units that are not there any more, because people arranged their
 * house anew, are left out, and with a unit those that the plan joins to it.
 */
export function toAuthoredContent(plan: PlanData, idOf: (unit: UnitKey) => number | undefined): PlanContent {
  return sortContent({
    entries: plan.targets.flatMap(({ unit, joinedTo, parts }) => {
      const unitId = idOf(unit);
      const leadId = joinedTo === null ? null : idOf(joinedTo);
      if (unitId === undefined || leadId === undefined) return [];
      return [
        {
          ...{ unitId, joinedTo: leadId },
          parts: parts.map(({ use, targetOn, areaSqm, frontageM, ...words }) => ({
            ...{ use, targetOn, areaSqm, frontageM, ...toWords(words) }
          }))
        }
      ];
    }),
    areas: plan.areas.map(({ id, kind, use, storeys, geometry, targetOn, ...words }) => ({
      ...{ id, kind, use, storeys, targetOn, ...toWords(words) },
      geometry: {
        type: 'Polygon',
        coordinates: geometry.coordinates.map((ring) => ring.map(([lon, lat]) => [lon!, lat!] as const))
      }
    }))
  });
}

function toWords({ wish, reason }: PlanWordsData): PlanWords {
  return { wish: wish?.base ?? null, reason: reason?.base ?? null, translations: toTranslations({ wish, reason }) };
}

function toTranslations(words: Readonly<Record<'wish' | 'reason', LocalTexts | null>>): PlanTranslations {
  const byLocale: Record<string, { wish?: string; reason?: string }> = {};
  for (const field of ['wish', 'reason'] as const) {
    for (const [locale, text] of Object.entries(words[field]?.others ?? {})) {
      byLocale[locale] = { ...byLocale[locale], [field]: text };
    }
  }
  return byLocale;
}
