import type { Capability } from './access';
import type { AuditAction, ListingStatus } from './codes';

/** What can be done about an offer as a whole, from what is mostly wanted to what is grave. Letting its time run out is none: that happens by itself. */
export const LISTING_STEPS = [
  'submit',
  'return',
  'publish',
  'confirm',
  'reserve',
  'release',
  'let',
  'withdraw'
] as const;
export type ListingStep = (typeof LISTING_STEPS)[number];

/**
 * The way of an offer: where each step leads from each state. What a state does not name cannot be done there. A draft
 * is written, reviewed and published; what is over is free again once somebody says so; what is let or withdrawn stays.
 */
export const LISTING_WAY: Readonly<Record<ListingStatus, Readonly<Partial<Record<ListingStep, ListingStatus>>>>> = {
  draft: { submit: 'review', publish: 'public', withdraw: 'withdrawn' },
  review: { return: 'draft', publish: 'public', withdraw: 'withdrawn' },
  public: { reserve: 'reserved', let: 'let', withdraw: 'withdrawn', confirm: 'public' },
  reserved: { release: 'public', let: 'let', withdraw: 'withdrawn', confirm: 'reserved' },
  let: {},
  expired: { confirm: 'public', let: 'let', withdraw: 'withdrawn' },
  withdrawn: {}
};

/** Who may take a step: what the public gets to read is reviewed by the desk, the rest is the owner's. */
export const STEP_CAPABILITY: Readonly<Record<ListingStep, Capability>> = {
  submit: 'listing:change',
  return: 'listing:publish',
  publish: 'listing:publish',
  reserve: 'listing:change',
  release: 'listing:change',
  let: 'listing:change',
  withdraw: 'listing:change',
  confirm: 'listing:change'
};

/** What the audit list calls a step. */
export const STEP_ACTION: Readonly<Record<ListingStep, AuditAction>> = {
  submit: 'submit_listing',
  return: 'return_listing',
  publish: 'publish_listing',
  reserve: 'reserve_listing',
  release: 'release_listing',
  let: 'let_listing',
  withdraw: 'withdraw_listing',
  confirm: 'confirm_listing'
};

/** States in which an offer is worked on or shown: a unit has one such at a time. */
export const OPEN_STATUSES = ['draft', 'review', 'public', 'reserved'] as const satisfies readonly ListingStatus[];

/** States in which the public sees an offer, for as long as its time is not over. */
export const OFFERED_STATUSES = ['public', 'reserved'] as const satisfies readonly ListingStatus[];

/** Where `step` leads from `status`; null where it cannot be taken. */
export function stepFrom(status: ListingStatus, step: ListingStep): ListingStatus | null {
  return LISTING_WAY[status][step] ?? null;
}

/** The steps that somebody may take from `status`, in their order. `mayPublish`: do they hold `listing:publish`? */
export function listSteps(status: ListingStatus, mayPublish: boolean): ListingStep[] {
  return LISTING_STEPS.filter(
    (step) =>
      stepFrom(status, step) !== null &&
      (mayPublish || STEP_CAPABILITY[step] === 'listing:change') &&
      // Whoever may publish need not hand in to themselves.
      !(mayPublish && step === 'submit')
  );
}

/**
 * The state of an offer after its words, terms or pictures have changed; null where they cannot change any more. What
 * the public reads was reviewed: a change by somebody who may not publish goes back to the review.
 */
export function statusAfterChange(status: ListingStatus, mayPublish: boolean): ListingStatus | null {
  if (status === 'let' || status === 'withdrawn') return null;
  if (mayPublish || status === 'draft') return status;
  return 'review';
}

/** Does the step begin the time of an offer anew? */
export function renewsExpiry(step: ListingStep): boolean {
  return step === 'publish' || step === 'confirm';
}
