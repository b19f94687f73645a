import type { Figure, FigureCode, FigureGroup, FigureMeasure } from '../lib/domain/figure';
import type { QuarterParameters } from '../lib/domain/quarter';
import type { Labels } from './codes';
import { formatMonthCount, formatPercent, formatSpan } from './format';
import { m } from './paraglide/messages';

/** Names of the vacancy definitions V1–V16. */
export const FIGURE_LABELS: Labels<FigureCode> = {
  V1: m.codes_figure_v1,
  V2: m.codes_figure_v2,
  V3: m.codes_figure_v3,
  V4: m.codes_figure_v4,
  V5: m.codes_figure_v5,
  V6: m.codes_figure_v6,
  V7: m.codes_figure_v7,
  V8: m.codes_figure_v8,
  V9: m.codes_figure_v9,
  V10: m.codes_figure_v10,
  V11: m.codes_figure_v11,
  V12: m.codes_figure_v12,
  V13: m.codes_figure_v13,
  V14: m.codes_figure_v14,
  V15: m.codes_figure_v15,
  V16: m.codes_figure_v16
};

/** One sentence per definition: what is divided by what, with the quarter's own parameters in it. */
export const FIGURE_EXPLANATIONS: Readonly<Record<FigureCode, (parameters: QuarterParameters) => string>> = {
  V1: () => m.codes_figure_note_v1(),
  V2: () => m.codes_figure_note_v2(),
  V3: (p) => (p.countsRaisedGroundFloor ? m.codes_figure_note_v3_raised() : m.codes_figure_note_v3()),
  V4: () => m.codes_figure_note_v4(),
  V5: () => m.codes_figure_note_v5(),
  V6: (p) => m.codes_figure_note_v6({ span: formatMonthCount(p.marketActiveMonths) }),
  V7: (p) => m.codes_figure_note_v7({ span: formatSpan(p.durationDays[1]) }),
  V8: (p) => m.codes_figure_note_v8({ span: formatMonthCount(p.availabilityMonths) }),
  V9: () => m.codes_figure_note_v9(),
  V10: (p) =>
    m.codes_figure_note_v10({
      commercial: formatPercent(p.reserve.commercial),
      dwelling: formatPercent(p.reserve.dwelling)
    }),
  V11: () => m.codes_figure_note_v11(),
  V12: () => m.codes_figure_note_v12(),
  V13: (p) => m.codes_figure_note_v13({ minimum: formatPercent(p.minimumCoverage) }),
  V14: () => m.codes_figure_note_v14(),
  V15: () => m.codes_figure_note_v15(),
  V16: () => m.codes_figure_note_v16()
};

/** What a figure counts in. */
export const FIGURE_MEASURE_LABELS: Labels<FigureMeasure> = {
  units: m.codes_measure_units,
  sqm: m.codes_measure_sqm,
  metres: m.codes_measure_metres,
  sqm_days: m.codes_measure_sqm_days
};

export const FIGURE_GROUP_LABELS: Labels<FigureGroup> = {
  all: m.codes_group_all,
  commercial: m.codes_group_commercial,
  dwelling: m.codes_group_dwelling
};

/** Why a figure has no value, in words. */
export const FIGURE_ABSENCE_LABELS: Labels<NonNullable<Figure['absence']>> = {
  empty: m.codes_absence_empty,
  low_coverage: m.codes_absence_low_coverage,
  withheld: m.codes_absence_withheld
};
