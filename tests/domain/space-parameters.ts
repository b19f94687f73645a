import { MATCH_CRITERIA, type MatchCriterion } from '../../src/lib/domain/space-request';
import type { QuarterParameters } from '../../src/lib/domain/quarter';

/** The part of a quarter's parameters that offers and requests go by, with round numbers. */
export const SPACE_PARAMETERS: Pick<
  QuarterParameters,
  'listing' | 'requestDays' | 'enquiryDays' | 'commentDays' | 'walking' | 'matching' | 'vatRate'
> = {
  listing: { days: 180, reminderDays: [14, 2] },
  requestDays: 365,
  enquiryDays: 365,
  commentDays: { answered: 30, unanswered: 365 },
  walking: { metres: 500, metresPerMinute: 75 },
  vatRate: 0.19,
  matching: {
    weights: Object.fromEntries(MATCH_CRITERIA.map((criterion) => [criterion, 10])) as Record<MatchCriterion, number>,
    areaTolerance: 0.5,
    rentTolerance: 0.3,
    waitingDays: 365,
    alertScore: 0.7,
    strongPowerKw: 20,
    useNeeds: [
      { use: 'gastronomy', need: 'extractor', reason: { de: 'Wer kocht, braucht Abluft.' } },
      { use: 'retail', need: 'frontage', reason: { de: 'Ein Laden lebt vom Schaufenster.' } }
    ]
  }
};
