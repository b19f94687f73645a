import { AREA_TYPE_LABELS } from '../../../i18n/codes';
import { formatArea, formatAreaChange, formatCount, formatMetres, intlLocale } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { AREA_TYPES } from '../../domain/codes';
import type { BalanceAmounts, PlanBalance } from '../../domain/plan/plan-balance';

/** One measure of the table: units, an area of one type, or the shop front. */
export interface BalanceMeasure {
  readonly key: string;
  readonly label: string;
  readonly read: (amounts: BalanceAmounts) => number;
  readonly format: (value: number) => string;
  /** With its sign; "0" where nothing that can be seen remains. */
  readonly formatChange: (value: number) => string;
}

/** Units, each type of area that occurs, and the ground-floor shop front where there is one. */
export function listMeasures(balances: readonly PlanBalance[]): readonly BalanceMeasure[] {
  const totals = balances.map(({ total }) => total);
  return [
    {
      ...{ key: 'units', label: m.compare_column_units(), read: ({ units }) => units },
      ...{ format: formatCount, formatChange: (value) => formatSigned(value, {}) }
    },
    ...AREA_TYPES.flatMap((type, index): BalanceMeasure[] =>
      totals.some(({ areaSqm }) => areaSqm[index]! > 0)
        ? [
            {
              ...{ key: type, label: AREA_TYPE_LABELS[type](), read: ({ areaSqm }) => areaSqm[index]! },
              ...{ format: formatArea, formatChange: formatAreaChange }
            }
          ]
        : []
    ),
    ...(totals.some(({ frontageM }) => frontageM > 0)
      ? [
          {
            ...{ key: 'frontage', label: m.compare_column_front(), read: ({ frontageM }: BalanceAmounts) => frontageM },
            ...{ format: formatMetres, formatChange: formatMetresChange }
          }
        ]
      : [])
  ];
}

function formatMetresChange(value: number): string {
  return formatSigned(value, { style: 'unit', unit: 'meter', unitDisplay: 'short', maximumFractionDigits: 1 });
}

function formatSigned(value: number, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(intlLocale(), { ...options, signDisplay: 'exceptZero' }).format(value);
}
