import type { ViewingState } from '../../domain/codes';

/** A viewing as both sides of an enquiry see it. */
export interface Viewing {
  readonly id: string;
  readonly startsAt: Date;
  readonly durationMinutes: number;
  readonly place: string;
  readonly state: ViewingState;
  /** Where it can go on to, for whoever looks. */
  readonly nextStates: readonly ViewingState[];
}
