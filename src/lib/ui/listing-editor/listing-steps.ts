import { m } from '$i18n/paraglide/messages';
import type { ListingStep } from '../../domain/listing-state';

/** What the button of a step says. */
export const STEP_LABELS: Readonly<Record<ListingStep, () => string>> = {
  submit: m.listing_step_submit,
  return: m.listing_step_return,
  publish: m.listing_step_publish,
  reserve: m.listing_step_reserve,
  release: m.listing_step_release,
  let: m.listing_step_let,
  withdraw: m.listing_step_withdraw,
  confirm: m.listing_step_confirm
};

/** What is said when a step was taken. */
export const STEP_DONE: Readonly<Record<ListingStep, () => string>> = {
  submit: m.listing_done_submit,
  return: m.listing_done_return,
  publish: m.listing_done_publish,
  reserve: m.listing_done_reserve,
  release: m.listing_done_release,
  let: m.listing_done_let,
  withdraw: m.listing_done_withdraw,
  confirm: m.listing_done_confirm
};

/** What a form of an offer gets back where its step was refused. */
export interface RefusedMove {
  readonly id: number;
  readonly issues: Readonly<Record<string, { code: string; details?: Readonly<Record<string, string | number>> }>>;
  readonly values: Readonly<Record<string, string>>;
}
