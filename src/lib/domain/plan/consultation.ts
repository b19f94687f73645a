import { isUuid, normaliseEmail, normaliseName } from '../account';
import type { PlanStatus, PlanUse } from '../codes';
import type { FormIssues } from '../form';
import { readId } from '../id-list';
import type { IsoDate } from '../interval';
import { COMMENT_OUTCOMES, type CommentOutcome, type CommentState, type PlanAreaKind } from '../plan-codes';
import { judgeText } from '../public-form';
import type { UnitReference } from '../unit';

/** The days on which the public may comment on a plan; the first and the last belong to it. */
export interface ConsultationPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** What of a plan decides whether it may be commented on. */
export interface ConsultablePlan {
  readonly status: PlanStatus;
  readonly consultation: ConsultationPeriod | null;
}

/** `none`: people were never asked; `ahead`: they will be. */
export type ConsultationPhase = 'none' | 'ahead' | 'open' | 'over';

/** How far the consultation on a plan is on a day. A plan that is decided about takes no comments, whatever its period. */
export function consultationPhase({ status, consultation }: ConsultablePlan, today: IsoDate): ConsultationPhase {
  if (consultation === null || status === 'draft') return 'none';
  if (status !== 'consultation' || today > consultation.to) return 'over';
  return today < consultation.from ? 'ahead' : 'open';
}

/** States that the desk may set from each; whoever wrote it may withdraw from all others. */
const NEXT_STATES: Readonly<Record<CommentState, readonly CommentState[]>> = {
  received: ['published', 'rejected'],
  published: ['rejected'],
  rejected: ['published'],
  // Whoever wrote it has taken it back; nobody shows it without them.
  withdrawn: []
};

/** May the desk set `to` where a comment is `from`? */
export function canModerate(from: CommentState, to: CommentState): boolean {
  return NEXT_STATES[from].includes(to);
}

/** Only what everybody can read is answered where everybody can read it. */
export function isAnswerable(state: CommentState): boolean {
  return state === 'published';
}

/** What a comment is about: the plan as a whole, one unit, or one area that the plan draws. */
export type CommentSubject =
  | { readonly kind: 'plan' }
  | { readonly kind: 'unit'; readonly unitId: number }
  | { readonly kind: 'area'; readonly areaId: string };

/** A subject as forms and addresses name it: `plan`, `unit-12`, `area-<uuid>`. */
export function writeSubject(subject: CommentSubject): string {
  if (subject.kind === 'plan') return 'plan';
  return subject.kind === 'unit' ? `unit-${subject.unitId}` : `area-${subject.areaId}`;
}

/** Null for what names no subject. */
export function readSubject(text: string): CommentSubject | null {
  if (text === 'plan') return { kind: 'plan' };
  const [, kind, key = ''] = /^(unit|area)-(.+)$/.exec(text) ?? [];
  if (kind === 'area') return isUuid(key) ? { kind, areaId: key } : null;
  const unitId = kind === 'unit' ? readId(key) : null;
  return unitId === null ? null : { kind: 'unit', unitId };
}

/** In UTF-16 units. */
export const MAX_COMMENT_LENGTH = 3000;
export const MAX_REPLY_LENGTH = 3000;
/** Why a comment is not shown, for whoever wrote it. */
export const MAX_REASON_LENGTH = 1000;
/** One press of the desk concerns no more. */
export const MOST_COMMENTS_AT_ONCE = 100;

/** A comment as somebody wants to send it. */
export interface CommentDraft {
  readonly subject: CommentSubject | null;
  readonly text: string;
  /** As everybody may read it; empty: not named. */
  readonly name: string;
  /** Where the answer goes; empty: they look at their own page. */
  readonly email: string;
}

/**
 * What speaks against a comment, by the field of its form.
 * @param isOfPlan does the plan say anything of the subject?
 */
export function judgeComment(
  { subject, text, name, email }: CommentDraft,
  isOfPlan: (subject: CommentSubject) => boolean
): FormIssues {
  const textIssue = judgeText(text, MAX_COMMENT_LENGTH);
  return {
    ...((subject === null || !isOfPlan(subject)) && { about: { code: 'unit_not_in_plan' } }),
    ...(textIssue !== null && { text: { code: textIssue } }),
    ...(name.trim() !== '' && normaliseName(name) === null && { name: { code: 'name_invalid' } }),
    ...(email.trim() !== '' && normaliseEmail(email) === null && { email: { code: 'email_invalid' } })
  };
}

/** What a comment is about, as readers are told. */
export type CommentPlace =
  { readonly kind: 'plan' } | UnitPlace | AreaPlace | { /** The plan says no more of it. */ readonly kind: 'gone' };

/** A unit that the plan says something of. */
export interface UnitPlace extends PlannedPlace {
  readonly kind: 'unit';
  readonly unit: UnitReference;
}

/** A new building or a part of the courtyard that the plan draws. */
export interface AreaPlace extends PlannedPlace {
  readonly kind: 'area';
  readonly areaId: string;
  readonly areaKind: PlanAreaKind;
}

interface PlannedPlace {
  /** What it should become; of a divided unit its largest part. */
  readonly use: PlanUse | null;
  /** In the reader's language, else in the base language. */
  readonly wish: string | null;
}

/** Where comments can be about, houses in the order of the street. */
export interface CommentPlaces {
  readonly units: readonly UnitPlace[];
  readonly areas: readonly AreaPlace[];
}

/** The place that a subject names; null where the plan says nothing of it. */
export function findPlace({ units, areas }: CommentPlaces, subject: CommentSubject): CommentPlace | null {
  if (subject.kind === 'plan') return subject;
  if (subject.kind === 'unit') return units.find(({ unit }) => unit.id === subject.unitId) ?? null;
  return areas.find(({ areaId }) => areaId === subject.areaId) ?? null;
}

/** What readers choose by: what became of a comment, or that it waits for an answer. */
export const OUTCOME_CHOICES = ['open', ...COMMENT_OUTCOMES] as const;
export type OutcomeChoice = (typeof OUTCOME_CHOICES)[number];

/** How many comments of a plan everybody can read, altogether and by what became of them. */
export interface CommentCounts {
  readonly total: number;
  readonly byOutcome: Readonly<Record<OutcomeChoice, number>>;
  /** By `writeSubject`, those with comments alone. */
  readonly bySubject: Readonly<Record<string, number>>;
}

/** A comment that everybody can read. */
export interface PublicComment {
  readonly id: number;
  readonly place: CommentPlace;
  readonly body: string;
  /** Of the page that it was written on. */
  readonly locale: string;
  readonly name: string | null;
  readonly saidOn: IsoDate;
  readonly outcome: CommentOutcome | null;
  readonly reply: string | null;
}
