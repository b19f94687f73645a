import { BALANCE_LABELS } from '../../../i18n/comparison-codes';
import { PLAN_USE_LABELS } from '../../../i18n/codes';
import { FIGURE_EXPLANATIONS, FIGURE_LABELS } from '../../../i18n/figures';
import { formatArea, formatCount, formatEuro } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { PLAN_USES, type PlanUse } from '../../domain/codes';
import type { Figure } from '../../domain/figure';
import { BALANCE_CLASSES } from '../../domain/plan/comparison-codes';
import type { Effect } from '../../domain/plan/plan-effect';
import type { PlanEffects } from '../../domain/plan/plan-effects';
import type { PlanRatio } from '../../domain/plan/plan-ratio';
import type { QuarterParameters } from '../../domain/quarter';
import { countFigure, explainAbsence, headlineFigure, listOmissions } from '../figure/figure-text';
import { formatEffect, listAreas } from './effect-text';
import type { EffectRow } from './effect-row';

/** Area by use, without uses that no column has; new buildings stand beside it. */
export function areaRows(columns: readonly PlanEffects[]): EffectRow[] {
  return BALANCE_CLASSES.flatMap((name, index) => {
    const rows = columns.map(({ balance }) => balance.rows[index]!);
    if (rows.every(({ units, unitsWithoutArea }) => units + unitsWithoutArea === 0)) return [];
    return [
      {
        ...{ key: name, label: BALANCE_LABELS[name](), cells: rows.map(({ areaSqm }) => listAreas(areaSqm)) },
        gaps: rows.map(({ unitsWithoutArea }) => ({ unitsWithoutArea, usesWithoutRatio: [] }))
      }
    ];
  });
}

export function areaTotal(columns: readonly PlanEffects[]): EffectRow {
  return {
    ...{ key: 'total', label: m.effect_areas_total() },
    cells: columns.map(({ balance }) => listAreas(balance.total.areaSqm))
  };
}

/** The ratios of all columns, each once. */
function ratiosOf(effects: readonly Pick<Effect, 'ratios'>[]): readonly PlanRatio[] {
  return [...new Map(effects.flatMap(({ ratios }) => ratios.map((ratio) => [ratio.id, ratio] as const))).values()];
}

interface EffectChoice {
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  readonly read: (effects: PlanEffects) => Effect;
  readonly format?: (value: number | null) => string;
}

function effectRow(columns: readonly PlanEffects[], { key, label, note, read, format }: EffectChoice): EffectRow {
  const effects = columns.map(read);
  return {
    ...{ key, label, note, ratios: ratiosOf(effects), gaps: effects },
    cells: effects.map(({ value }) => [(format ?? formatEffect)(value)])
  };
}

export function workRows(columns: readonly PlanEffects[]): EffectRow[] {
  return [
    effectRow(columns, { key: 'jobs', label: m.effect_jobs(), read: ({ jobs }) => jobs }),
    effectRow(columns, {
      ...{ key: 'training', label: m.effect_training() },
      // The ratios of the jobs stand in the row above.
      read: ({ trainingPlaces }) => ({ ...trainingPlaces, ratios: trainingPlaces.ratios.slice(-1) })
    })
  ];
}

export function livingRows(columns: readonly PlanEffects[]): EffectRow[] {
  return [
    effectRow(columns, { key: 'inhabitants', label: m.effect_inhabitants(), read: ({ inhabitants }) => inhabitants }),
    effectRow(columns, {
      ...{ key: 'children', label: m.effect_day_care_demand() },
      read: ({ dayCareDemand }) => ({ ...dayCareDemand, ratios: dayCareDemand.ratios.slice(-1) })
    }),
    effectRow(columns, {
      ...{ key: 'places', label: m.effect_day_care_places(), note: m.effect_day_care_places_note() },
      read: ({ dayCarePlaces }) => dayCarePlaces
    })
  ];
}

const formatSqm = (sqm: number | null) => (sqm === null ? m.effect_unknown_value() : formatArea(sqm));

export function outdoorRows(columns: readonly PlanEffects[]): EffectRow[] {
  const grounds = columns.map(({ ground }) => ground);
  const part = (key: string, label: string, values: readonly number[]): EffectRow[] =>
    values.some((sqm) => sqm > 0) ? [{ key, label, isPart: true, cells: values.map((sqm) => [formatArea(sqm)]) }] : [];
  const shaped = (use: PlanUse) =>
    grounds.map(({ shaped }) => shaped.reduce((sum, one) => sum + (one.use === use ? one.sqm : 0), 0));
  return [
    effectRow(columns, {
      ...{ key: 'demand', label: m.effect_outdoor_demand(), format: formatSqm },
      read: ({ outdoorDemand }) => outdoorDemand
    }),
    {
      ...{ key: 'open', label: m.effect_outdoor_open(), note: m.effect_outdoor_open_note() },
      cells: grounds.map(({ openSqm }) => [formatSqm(openSqm)])
    },
    ...part(
      'freed',
      m.effect_outdoor_freed(),
      grounds.map(({ freedSqm }) => freedSqm)
    ),
    ...part(
      'built',
      m.effect_outdoor_built(),
      grounds.map(({ builtSqm }) => builtSqm)
    ),
    ...PLAN_USES.flatMap((use) =>
      part(`shaped ${use}`, m.effect_outdoor_shaped({ use: PLAN_USE_LABELS[use]() }), shaped(use))
    )
  ];
}

/** Only where rents may be read. */
export function rentRows(columns: readonly PlanEffects[]): EffectRow[] {
  const rents = columns.flatMap(({ rent }) => rent ?? []);
  if (rents.length < columns.length) return [];
  const euro = (cents: number | null) => (cents === null ? m.effect_unknown_value() : formatEuro(cents));
  return [
    {
      ...{ key: 'rent', label: m.effect_rent_sum(), ratios: ratiosOf(rents), gaps: rents },
      cells: rents.map(({ cents }) => [euro(cents)])
    },
    {
      ...{
        key: 'known',
        label: m.effect_rent_known({ count: rents.map(({ knownUnits }) => formatCount(knownUnits)).join(' | ') })
      },
      isPart: true,
      cells: rents.map(({ knownCents }) => [euro(knownCents)])
    },
    {
      ...{ key: 'estimated', label: m.effect_rent_estimated(), isPart: true },
      cells: rents.map(({ estimatedCents }) => [euro(estimatedCents)])
    }
  ];
}

/** One row per indicator; each cell is the figure with what it rests on. */
export function vacancyRows(columns: readonly (readonly Figure[])[], parameters: QuarterParameters): EffectRow[] {
  const [first] = columns;
  return (first ?? []).map(({ code }, index) => ({
    ...{ key: code, label: FIGURE_LABELS[code](), note: FIGURE_EXPLANATIONS[code](parameters) },
    cells: columns.map((figures) => {
      const { basis: _, ...figure } = figures[index]!;
      return [
        headlineFigure(figure),
        ...[explainAbsence(figure), countFigure(figure), ...listOmissions(figure)].filter((text) => text !== null)
      ];
    })
  }));
}
