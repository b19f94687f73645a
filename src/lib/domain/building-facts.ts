import { checkText } from './free-text';
import type { Issue } from './refusal';

/** What the desk may correct of a house; its outline comes from the sources. */
export interface BuildingFacts {
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly name: string | null;
  readonly isAddressChecked: boolean;
  readonly isMonument: boolean;
  readonly builtYear: number | null;
  readonly storeysAbove: number | null;
  readonly roofStoreys: number | null;
}

const LIMITS = {
  street: 100,
  houseNumber: 20,
  postcode: 10,
  name: 100
} as const satisfies Partial<Record<keyof BuildingFacts, number>>;
const MAX_STOREYS = 200;

/** What cannot be stored; a year after `thisYear` was not built yet. */
export function checkBuildingFacts(facts: BuildingFacts, thisYear: number): Issue[] {
  const issues: Issue[] = [];
  for (const [field, most] of Object.entries(LIMITS)) {
    issues.push(...checkText(field, facts[field as keyof typeof LIMITS], most));
  }
  if (facts.houseNumber !== null && facts.street === null) issues.push({ field: 'street', code: 'required' });
  const { builtYear } = facts;
  if (builtYear !== null && !(Number.isInteger(builtYear) && builtYear >= 1000 && builtYear <= thisYear)) {
    issues.push({ field: 'builtYear', code: 'out_of_range' });
  }
  for (const field of ['storeysAbove', 'roofStoreys'] as const) {
    const count = facts[field];
    if (count !== null && !(Number.isInteger(count) && count >= 0 && count <= MAX_STOREYS)) {
      issues.push({ field, code: 'out_of_range' });
    }
  }
  return issues;
}
