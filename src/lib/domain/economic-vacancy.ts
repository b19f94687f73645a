/** One unit's rent per month in cents: what it yields (0 while vacant) and what it could; null where not known. */
export interface UnitRent {
  readonly actualCents: number | null;
  readonly potentialCents: number | null;
}

/** V15, internal: rents are never shown per unit and never to the public. */
export interface EconomicVacancy {
  /** 1 - actual / potential; below 0 where rents exceed what was thought possible. Null without any potential rent. */
  readonly value: number | null;
  readonly actualCents: number;
  readonly potentialCents: number;
  /** Units left out because either rent is not known. */
  readonly unknown: number;
}

/** V15, rent-weighted (economic) vacancy of `rents`, over the units of which both rents are known. */
export function measureEconomicVacancy(rents: readonly UnitRent[]): EconomicVacancy {
  let actualCents = 0;
  let potentialCents = 0;
  let unknown = 0;
  for (const rent of rents) {
    if (rent.actualCents === null || rent.potentialCents === null) {
      unknown += 1;
      continue;
    }
    actualCents += rent.actualCents;
    potentialCents += rent.potentialCents;
  }
  return {
    value: potentialCents > 0 ? 1 - actualCents / potentialCents : null,
    actualCents,
    potentialCents,
    unknown
  };
}
