import { describe, expect, it } from 'vitest';
import { LISTING_STATUSES, type ListingStatus } from '../../src/lib/domain/codes';
import {
  listSteps,
  LISTING_STEPS,
  LISTING_WAY,
  OFFERED_STATUSES,
  renewsExpiry,
  statusAfterChange,
  STEP_ACTION,
  STEP_CAPABILITY,
  stepFrom,
  type ListingStep
} from '../../src/lib/domain/listing-state';

/** Every step that leads somewhere; what is not named leads nowhere. */
const ARROWS: readonly (readonly [ListingStatus, ListingStep, ListingStatus])[] = [
  ['draft', 'submit', 'review'],
  ['draft', 'publish', 'public'],
  ['draft', 'withdraw', 'withdrawn'],
  ['review', 'return', 'draft'],
  ['review', 'publish', 'public'],
  ['review', 'withdraw', 'withdrawn'],
  ['public', 'reserve', 'reserved'],
  ['public', 'let', 'let'],
  ['public', 'withdraw', 'withdrawn'],
  ['public', 'confirm', 'public'],
  ['reserved', 'release', 'public'],
  ['reserved', 'let', 'let'],
  ['reserved', 'withdraw', 'withdrawn'],
  ['reserved', 'confirm', 'reserved'],
  ['expired', 'confirm', 'public'],
  ['expired', 'let', 'let'],
  ['expired', 'withdraw', 'withdrawn']
];

describe('the way of an offer', () => {
  it.each(LISTING_STATUSES.flatMap((status) => LISTING_STEPS.map((step) => [status, step] as const)))(
    'from %s by %s leads where it should',
    (status, step) => {
      const arrow = ARROWS.find(([from, by]) => from === status && by === step);
      expect(stepFrom(status, step)).toBe(arrow?.[2] ?? null);
    }
  );

  it('reaches the public only by publishing, or again by the word that it is still free', () => {
    for (const status of LISTING_STATUSES) {
      for (const step of LISTING_STEPS) {
        const to = LISTING_WAY[status][step];
        const isNew = to !== undefined && isOffered(to) && !isOffered(status);
        if (isNew) expect(renewsExpiry(step)).toBe(true);
      }
    }
    expect(renewsExpiry('reserve')).toBe(false);
  });

  it('is the owner’s, except for what the desk reviews', () => {
    const reviewed = LISTING_STEPS.filter((step) => STEP_CAPABILITY[step] === 'listing:publish');
    expect(reviewed).toEqual(['return', 'publish']);
    expect(new Set(Object.values(STEP_ACTION)).size).toBe(LISTING_STEPS.length);
  });

  it.each([
    ['draft', false, ['submit', 'withdraw']],
    ['draft', true, ['publish', 'withdraw']],
    ['review', false, ['withdraw']],
    ['review', true, ['return', 'publish', 'withdraw']],
    ['public', false, ['confirm', 'reserve', 'let', 'withdraw']],
    ['expired', true, ['confirm', 'let', 'withdraw']],
    ['let', true, []],
    ['withdrawn', true, []]
  ] as const)('offers in %s (may publish: %s) these steps', (status, mayPublish, steps) => {
    expect(listSteps(status, mayPublish)).toEqual(steps);
  });
});

const isOffered = (status: ListingStatus) => (OFFERED_STATUSES as readonly ListingStatus[]).includes(status);

describe('a change of an offer', () => {
  it.each(LISTING_STATUSES)('of %s never shows the public what nobody has reviewed', (status) => {
    const byOwner = statusAfterChange(status, false);
    expect(byOwner === null || !isOffered(byOwner)).toBe(true);
    if (byOwner !== null) expect(statusAfterChange(status, true)).toBe(status);
  });
});
