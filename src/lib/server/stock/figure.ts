import { can } from '../../domain/access';
import { discloseFigures, discloseSelection } from '../../domain/disclosure';
import { planDisclosure } from '../../domain/disclosure-plan';
import type { Figure, FigureCode, FigureGroup } from '../../domain/figure';
import { toDayNumber, type IsoDate } from '../../domain/interval';
import { listStripDays, seriesOfVacancy, type VacancySeries } from '../../domain/vacancy-series';
import type { ServiceContext } from '../context';
import type { FigureArea } from './figure-area';
import { getQuarter } from '../quarter';
import { readScope } from './stock-scope';
import type { QuarterStock } from './stock-columns';

export interface FigureInput {
  readonly scope: FigureArea;
  readonly date: IsoDate;
  readonly group?: FigureGroup;
  /** All of V1–V14 unless named. */
  readonly definitions?: readonly FigureCode[];
}

/**
 * Vacancy figures of an area or selection as the actor may see them. Who may not read every status gets no
 * figure of a day ahead, because that would tell known ends of tenancies: those days show today.
 * Throws `not_found` for an area that the quarter does not have.
 */
export async function getFigures(
  context: ServiceContext,
  { scope, date, group = 'all', definitions }: FigureInput
): Promise<Figure[]> {
  const quarter = await getQuarter(context);
  const { stock, scope: counted } = await readScope(context, quarter, scope);
  const canReadAll = readsAll(context);
  const today = toDayNumber(context.today);
  const day = canReadAll ? toDayNumber(date) : Math.min(toDayNumber(date), today);
  const compute = () =>
    discloseFigures(
      stock.columns,
      { scope: counted, group, canReadAll },
      { day, today, parameters: quarter.settings.parameters }
    );
  // A free selection would fill the memory with answers that nobody asks for again.
  const figures =
    scope.kind === 'selection'
      ? compute()
      : remember(stock, `figures ${JSON.stringify([scope, day, today, group, canReadAll])}`, compute);
  return definitions === undefined ? figures : figures.filter(({ code }) => definitions.includes(code));
}

/**
 * V1 month by month over the quarter's time span up to today, of all units of an area together. Where the
 * whole set may not be public on every one of these days, of its public units alone.
 * Throws `not_found` for an area that the quarter does not have.
 */
export async function getVacancySeries(context: ServiceContext, scope: FigureArea): Promise<VacancySeries> {
  const quarter = await getQuarter(context);
  const { stock, scope: counted } = await readScope(context, quarter, scope);
  const canReadAll = readsAll(context);
  const days = listStripDays(quarter.settings.timeSpan, context.today);
  return remember(stock, `series ${JSON.stringify([scope, days.at(-1), canReadAll])}`, () => {
    const request = { scope: counted, group: 'all', canReadAll } as const;
    const { disclosureK } = quarter.settings.parameters;
    const selections = daysOfChange(stock, days).map((day) =>
      discloseSelection(stock.columns, request, planDisclosure(stock.columns, day, disclosureK))
    );
    const narrow = selections.find((selection) => selection === 'withheld' || selection.basis === 'public_units');
    const selection = narrow ?? selections[0];
    const mask =
      selection === undefined || selection === 'withheld' ? new Uint8Array(stock.unitId.length) : selection.mask;
    return seriesOfVacancy(stock.columns, mask, days);
  });
}

function readsAll({ actor }: ServiceContext): boolean {
  return can(actor, 'dwelling-status:read') && can(actor, 'commercial-status:read');
}

/** The first of `days`, and each on which other units exist than on the one before: only then may the rules decide otherwise. */
function daysOfChange({ columns: { units } }: QuarterStock, days: readonly number[]): number[] {
  const changes = new Set<number>([...new Set(units.from), ...new Set(units.to)]);
  return days.filter((day, index) => {
    const before = days[index - 1];
    return before === undefined || [...changes].some((change) => before < change && change <= day);
  });
}

function remember<T>({ results }: QuarterStock, key: string, compute: () => T): T {
  if (!results.has(key)) {
    if (results.size >= MAX_RESULTS) results.clear();
    results.set(key, compute());
  }
  return results.get(key) as T;
}

/** Figures of one day and area are small, but anybody may ask for any day. */
const MAX_RESULTS = 2000;
