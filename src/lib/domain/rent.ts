import type { OfferRecord } from './offer';

/** What a space costs, in cents and, but for the deposit, per month. Null where it does not follow from what is recorded. */
export interface RentSums {
  /** Cold rent of the whole space. */
  readonly coldCents: number | null;
  readonly serviceChargeCents: number | null;
  /** Cold rent and service charges. */
  readonly totalCents: number | null;
  /** Value added tax on the total; null also where none is added. */
  readonly vatCents: number | null;
  /** What is to be transferred each month: the total, with value added tax where it is added. */
  readonly payableCents: number | null;
  /** Once, at the beginning: months of cold rent. */
  readonly depositCents: number | null;
}

type RentTerms = Pick<
  OfferRecord,
  'areaSqm' | 'rentCentsPerSqm' | 'serviceChargeCentsPerSqm' | 'isVatAdded' | 'depositMonths'
>;

/** Works the sums of an offer out, each rounded to a cent. `vatRate` is a ratio. */
export function sumRent(terms: RentTerms, vatRate: number): RentSums {
  const { areaSqm, rentCentsPerSqm, serviceChargeCentsPerSqm, isVatAdded, depositMonths } = terms;
  const coldCents = multiply(rentCentsPerSqm, areaSqm);
  const serviceChargeCents = multiply(serviceChargeCentsPerSqm, areaSqm);
  const totalCents = coldCents === null || serviceChargeCents === null ? null : coldCents + serviceChargeCents;
  const vatCents = isVatAdded ? multiply(totalCents, vatRate) : null;
  return {
    ...{ coldCents, serviceChargeCents, totalCents, vatCents },
    payableCents: totalCents === null ? null : totalCents + (vatCents ?? 0),
    depositCents: multiply(coldCents, depositMonths)
  };
}

function multiply(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.round(a * b);
}
