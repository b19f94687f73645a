import { AREA_TYPE_LABELS } from '../../../i18n/codes';
import { FIGURE_ABSENCE_LABELS, FIGURE_MEASURE_LABELS } from '../../../i18n/figures';
import {
  formatArea,
  formatAreaChange,
  formatCount,
  formatDecimal,
  formatMetres,
  formatPercent,
  formatPercentRange
} from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { Figure, FigureMeasure } from '../../domain/figure';

/** Numbers of each measure, without and with its unit. V10 counts parts of units, V4 parts of metres. */
const AMOUNTS: Readonly<Record<FigureMeasure, { bare: (amount: number) => string; full: (amount: number) => string }>> =
  {
    units: { bare: formatDecimal, full: formatDecimal },
    sqm: { bare: formatCount, full: formatArea },
    metres: { bare: formatDecimal, full: formatMetres },
    sqm_days: { bare: formatCount, full: (amount) => m.house_figure_days({ value: formatCount(amount) }) }
  };

/** The figure itself: a rate, for V14 its two ends, for V11 square metres; in words where there is no value. */
export function headlineFigure(figure: Figure): string {
  if (figure.absence === 'withheld') return m.house_figure_no_value();
  if (figure.code === 'V14' || figure.absence === 'low_coverage') {
    return figure.range === null ? m.house_figure_no_value() : formatPercentRange(...figure.range);
  }
  if (figure.value === null) return m.house_figure_no_value();
  return figure.code === 'V11' ? formatAreaChange(figure.value) : formatPercent(figure.value);
}

/** Why there is no single value; null where there is one. */
export function explainAbsence({ absence }: Figure): string | null {
  return absence === null ? null : FIGURE_ABSENCE_LABELS[absence]();
}

/** Numerator and denominator with their measure: "1 von 9", "96 von 522 m²"; null where they may not be shown. */
export function countFigure({ numerator, denominator, measure, code }: Figure): string | null {
  if (numerator === null || denominator === null) return null;
  const { bare, full } = AMOUNTS[measure];
  if (code === 'V11') return m.house_figure_from_to({ before: full(denominator), after: full(numerator) });
  return m.house_figure_of({ numerator: bare(numerator), denominator: full(denominator) });
}

/** What stands outside the value, and how far it may lie: "0 unbekannt", "Abdeckung 90 %", "Spanne 10–20 %". */
export function qualifyFigure(figure: Figure): readonly string[] {
  const { unknown, coverage, range, code, absence } = figure;
  const parts: string[] = [];
  if (unknown !== null) parts.push(m.house_figure_unknown({ count: formatCount(unknown) }));
  if (coverage !== null && code !== 'V13') parts.push(m.house_figure_coverage({ coverage: formatPercent(coverage) }));
  const isRangeSaid = code === 'V14' || absence === 'low_coverage';
  if (range !== null && !isRangeSaid && range[0] !== range[1]) {
    parts.push(m.house_figure_range({ range: formatPercentRange(...range) }));
  }
  return parts;
}

/** What was left out of the figure, or measured in another way: "2 im Umbau", "nur öffentlich bekannte Einheiten". */
export function listOmissions(figure: Figure): readonly string[] {
  const parts: string[] = [];
  if (figure.areaType) parts.push(AREA_TYPE_LABELS[figure.areaType]());
  if (figure.otherAreaTypes) parts.push(m.house_figure_other_areas({ count: formatCount(figure.otherAreaTypes) }));
  if (figure.works) parts.push(m.house_figure_works({ count: formatCount(figure.works) }));
  if (figure.unusable) parts.push(m.house_figure_unusable({ count: formatCount(figure.unusable) }));
  if (figure.stockChangeSqm) parts.push(m.house_figure_stock({ change: formatAreaChange(figure.stockChangeSqm) }));
  if (figure.basis === 'public_units') parts.push(m.house_figure_public_only());
  return parts;
}

/** "nach Einheiten", "nach Fläche" … */
export function describeMeasure({ measure }: Figure): string {
  return FIGURE_MEASURE_LABELS[measure]();
}
