/** What is done to the chosen units: a change from a day on, a correction, their facts, or their division and union. */
export const EDIT_TASKS = ['change', 'correct', 'facts', 'structure'] as const;
export type EditTask = (typeof EDIT_TASKS)[number];

/** Ways in which units end and others begin. */
export const RESTRUCTURINGS = ['divide', 'merge', 'convert', 'end'] as const;
export type RestructuringKind = (typeof RESTRUCTURINGS)[number];

/** A unit with the version that a form was filled in on. */
export interface SeenUnit {
  readonly id: number;
  readonly version: number;
}

const SEEN = /^([1-9]\d{0,9}):(\d{1,9})$/;
const MAX_SEEN = 2000;

/** As it travels in a form: `12:3,13:0`. */
export function formatSeen(units: readonly SeenUnit[]): string {
  return units.map(({ id, version }) => `${id}:${version}`).join(',');
}

/** What is none is left out. */
export function parseSeen(text: string): SeenUnit[] {
  const seen = new Map<number, number>();
  for (const part of text.split(',', MAX_SEEN)) {
    const match = SEEN.exec(part.trim());
    if (match) seen.set(Number(match[1]), Number(match[2]));
  }
  return [...seen].map(([id, version]) => ({ id, version }));
}
