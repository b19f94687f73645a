import { ENQUIRY_STATES, type EnquiryState } from './codes';

/** States that the desk may set from each; whoever asked may withdraw from all but the last. */
const NEXT_STATES: Readonly<Record<EnquiryState, readonly EnquiryState[]>> = {
  new: ['answered', 'viewing', 'agreed', 'declined'],
  answered: ['viewing', 'agreed', 'declined'],
  viewing: ['answered', 'agreed', 'declined'],
  agreed: ['answered', 'viewing', 'declined'],
  declined: ['answered', 'viewing', 'agreed'],
  // Whoever asked has ended it; nobody goes on without them.
  withdrawn: []
};

/** The states that the desk may set, from `state`. */
export function nextEnquiryStates(state: EnquiryState): readonly EnquiryState[] {
  return NEXT_STATES[state];
}

/** The state after the desk has written, unless it says another one. */
export function stateAfterAnswer(state: EnquiryState): EnquiryState {
  return state === 'new' ? 'answered' : state;
}

/** The state after the desk has proposed a viewing. */
export function stateAfterProposal(state: EnquiryState): EnquiryState {
  return state === 'new' || state === 'answered' ? 'viewing' : state;
}

/** Somebody waits for something: neither agreed nor ended. */
export const OPEN_ENQUIRY_STATES = ['new', 'answered', 'viewing'] as const satisfies readonly EnquiryState[];

export function isEnquiryOpen(state: EnquiryState): boolean {
  return (OPEN_ENQUIRY_STATES as readonly EnquiryState[]).includes(state);
}

/** What the desk's list shows. */
export const ENQUIRY_VIEWS = ['open', ...ENQUIRY_STATES, 'all'] as const;
export type EnquiryView = (typeof ENQUIRY_VIEWS)[number];

/** Whole minutes from the receipt of an enquiry to its first answer. */
export function firstAnswerMinutes(receivedAt: Date, answeredAt: Date): number {
  return Math.max(0, Math.round((answeredAt.getTime() - receivedAt.getTime()) / 60_000));
}

/** How long people wait for a first answer: an indicator of the work, not of the people. */
export interface AnswerFigure {
  /** Enquiries of the last year. */
  readonly count: number;
  /** Of these with an answer. */
  readonly answeredCount: number;
  /** Of those with an answer; null where there is none. */
  readonly medianMinutes: number | null;
}

/**
 * @param minutes to the first answer of each enquiry; null for one without
 */
export function sumAnswers(minutes: readonly (number | null)[]): AnswerFigure {
  const answered = minutes.filter((value) => value !== null).sort((a, b) => a - b);
  const middle = answered.length / 2;
  const median = (answered[Math.ceil(middle) - 1]! + answered[Math.floor(middle)]!) / 2;
  return {
    count: minutes.length,
    answeredCount: answered.length,
    medianMinutes: answered.length === 0 ? null : median
  };
}

/**
 * What the public is shown of it: how long it took where somebody answered, or nothing. A median of few answers would
 * tell how long single people waited.
 * @param k the quarter's smallest number of cases
 */
export function disclosedAnswers(
  { answeredCount, medianMinutes }: AnswerFigure,
  k: number
): Pick<AnswerFigure, 'answeredCount' | 'medianMinutes'> | null {
  return answeredCount >= k ? { answeredCount, medianMinutes } : null;
}
