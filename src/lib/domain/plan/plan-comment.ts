import { isUuid } from '../account';
import type { PlanUse } from '../codes';
import { readId } from '../id-list';
import type { IsoDate } from '../interval';
import { COMMENT_OUTCOMES, type CommentOutcome, type CommentState, type PlanAreaKind } from '../plan-codes';
import type { UnitReference } from '../unit';

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

/** Units in the order in which they come, house by house. */
export function groupByHouse(units: readonly UnitPlace[]): readonly (readonly UnitPlace[])[] {
  const houses = new Map<number, UnitPlace[]>();
  for (const place of units) {
    const { id } = place.unit.building;
    houses.set(id, [...(houses.get(id) ?? []), place]);
  }
  return [...houses.values()];
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

/** What the desk's list shows: what waits to be read, what waits for an answer, and the rest. */
export const COMMENT_VIEWS = ['received', 'unanswered', 'answered', 'rejected', 'all'] as const;
export type CommentView = (typeof COMMENT_VIEWS)[number];

/** A comment at the desk. Where the answer goes is nobody's business: only whether it goes anywhere. */
export interface DeskComment {
  readonly id: number;
  readonly place: CommentPlace;
  readonly body: string;
  readonly locale: string;
  readonly name: string | null;
  readonly hasAddress: boolean;
  readonly state: CommentState;
  readonly reason: string | null;
  readonly outcome: CommentOutcome | null;
  readonly reply: string | null;
  readonly createdAt: Date;
  readonly answeredAt: Date | null;
  readonly canPublish: boolean;
  readonly canReject: boolean;
  readonly canAnswer: boolean;
}
