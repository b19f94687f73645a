import {
  DISCLOSURE_GROUNDS,
  isCode,
  LOCATION_PRECISIONS,
  type AreaType,
  type DisclosureGround,
  type LocationPrecision,
  type UnitKind
} from './codes';
import type { Issue } from './refusal';
import { checkDrafts } from './restructure';

/** What is recorded of a unit beside who uses it; not dated, so a new value corrects the old one. */
export interface UnitFacts {
  readonly code: string;
  readonly kind: UnitKind;
  readonly areaSqm: number | null;
  readonly areaType: AreaType | null;
  readonly frontageM: number | null;
  readonly hasOwnEntrance: boolean;
  readonly isStepFree: boolean | null;
  readonly isDivisible: boolean | null;
  readonly powerKw: number | null;
  readonly hasExtractor: boolean | null;
  readonly hasToilet: boolean | null;
  readonly hasSecondEscapeRoute: boolean | null;
  readonly isShopUsePlausible: boolean;
  readonly disclosure: DisclosureGround;
  readonly locationPrecision: LocationPrecision;
}

const LEAST_POWER_KW = 0.01;
const MAX_POWER_KW = 100_000;

/** What cannot be stored; fields are named as in `UnitFacts`. */
export function checkUnitFacts(facts: UnitFacts): Issue[] {
  const issues = checkDrafts([facts]).map((issue) => ({ ...issue, field: issue.field.replace('parts.0.', '') }));
  const claim = (isWrong: boolean, field: string, code: Issue['code']) => {
    if (isWrong) issues.push({ field, code });
  };
  const { powerKw } = facts;
  claim(!isCode(DISCLOSURE_GROUNDS, facts.disclosure), 'disclosure', 'unknown_code');
  claim(!isCode(LOCATION_PRECISIONS, facts.locationPrecision), 'locationPrecision', 'unknown_code');
  claim(powerKw !== null && !(powerKw >= LEAST_POWER_KW && powerKw <= MAX_POWER_KW), 'powerKw', 'not_positive');
  return issues;
}
