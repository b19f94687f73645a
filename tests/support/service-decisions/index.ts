import { ACCOUNT_DECISIONS } from './accounts';
import { RECORD_DECISIONS } from './records';
import { OFFER_DECISIONS } from './offers';
import { PLAN_DECISIONS } from './plans';
import type { Decision } from './decision';

/** What was decided about every function of the services, by module and name. A new one must be decided about here. */
export const DECISIONS: Readonly<Record<string, Decision>> = {
  ...ACCOUNT_DECISIONS,
  ...RECORD_DECISIONS,
  ...OFFER_DECISIONS,
  ...PLAN_DECISIONS
};
