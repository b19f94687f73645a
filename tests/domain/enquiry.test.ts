import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENQUIRY_STATES } from '../../src/lib/domain/codes';
import {
  disclosedAnswers,
  firstAnswerMinutes,
  isEnquiryOpen,
  nextEnquiryStates,
  stateAfterAnswer,
  stateAfterProposal,
  sumAnswers
} from '../../src/lib/domain/enquiry';

describe('the state of an enquiry', () => {
  it('never goes back to new, and is left alone once whoever asked has withdrawn', () => {
    for (const state of ENQUIRY_STATES) {
      expect(nextEnquiryStates(state)).not.toContain('new');
      expect(nextEnquiryStates(state)).not.toContain('withdrawn');
      expect(nextEnquiryStates(state)).not.toContain(state);
    }
    expect(nextEnquiryStates('withdrawn')).toEqual([]);
  });

  it('follows what the desk does, and does not fall back behind what was reached', () => {
    expect(ENQUIRY_STATES.map(stateAfterAnswer)).toEqual([
      ...['answered', 'answered', 'viewing', 'agreed', 'declined', 'withdrawn']
    ]);
    expect(ENQUIRY_STATES.map(stateAfterProposal)).toEqual([
      ...['viewing', 'viewing', 'viewing', 'agreed', 'declined', 'withdrawn']
    ]);
  });

  it('is open until something is agreed or ended', () => {
    expect(ENQUIRY_STATES.filter(isEnquiryOpen)).toEqual(['new', 'answered', 'viewing']);
  });
});

describe('the time to the first answer', () => {
  it('is counted in whole minutes and never negative', () => {
    expect(firstAnswerMinutes(new Date('2026-01-01T10:00:00Z'), new Date('2026-01-01T11:30:20Z'))).toBe(90);
    expect(firstAnswerMinutes(new Date('2026-01-01T10:00:00Z'), new Date('2026-01-01T09:59:00Z'))).toBe(0);
  });

  it('has the median of those that were answered', () => {
    expect(sumAnswers([30, null, 10, 20])).toEqual({ count: 4, answeredCount: 3, medianMinutes: 20 });
    expect(sumAnswers([40, 10, 20, 30])).toEqual({ count: 4, answeredCount: 4, medianMinutes: 25 });
    expect(sumAnswers([null])).toEqual({ count: 1, answeredCount: 0, medianMinutes: null });
  });

  it('has as many answers above its median as below', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10_000 }), { minLength: 1 }), (minutes) => {
        const median = sumAnswers(minutes).medianMinutes!;
        const below = minutes.filter((value) => value < median).length;
        const above = minutes.filter((value) => value > median).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(minutes.length / 2);
      })
    );
  });

  it('is public only where enough were answered', () => {
    expect(disclosedAnswers(sumAnswers([1, 2, null, null]), 3)).toBeNull();
    expect(disclosedAnswers(sumAnswers([1, 2, 3, null]), 3)).toEqual({ answeredCount: 3, medianMinutes: 2 });
  });
});
