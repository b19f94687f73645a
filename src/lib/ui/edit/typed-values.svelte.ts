import type { FormValues } from '../../domain/form';
import { formatSeen, parseSeen, type SeenUnit } from '../../domain/edit-task';

/** Versions by the id of their unit. */
type Versions = Readonly<Record<number, number>>;

function versionsOf(seen: string): Versions {
  return Object.fromEntries(parseSeen(seen).map(({ id, version }) => [id, version]));
}

/**
 * What a reader has typed into a form, over what was sent back refused, over what the record says. From the first
 * key on it keeps the versions of the units that were on show: what others save meanwhile must not pass for seen.
 */
export class TypedValues {
  readonly #recorded: () => FormValues;
  readonly #refused: () => FormValues | null;
  readonly #units: () => readonly SeenUnit[];
  #typed = $state<Record<string, string>>({});
  #kept = $state.raw<Versions | null>(null);

  constructor(from: {
    readonly recorded: () => FormValues;
    readonly refused: () => FormValues | null;
    readonly units: () => readonly SeenUnit[];
  }) {
    this.#recorded = from.recorded;
    this.#refused = from.refused;
    this.#units = from.units;
  }

  readonly isTouched: boolean = $derived(this.#kept !== null);

  /** For the hidden field of the form: `12:3,13:0`. */
  readonly seen: string = $derived.by(() => {
    const refused = versionsOf(this.#refused()?.seen ?? '');
    const versionOf = ({ id, version }: SeenUnit) => this.#kept?.[id] ?? refused[id] ?? version;
    return formatSeen(this.#units().map((unit) => ({ id: unit.id, version: versionOf(unit) })));
  });

  get(name: string): string {
    return this.#typed[name] ?? this.#refused()?.[name] ?? this.#recorded()[name] ?? '';
  }

  /** What was typed into a field, be it nothing; null where nobody did, so that the form may propose something. */
  typed(name: string): string | null {
    return this.#typed[name] ?? (this.#refused()?.[name] || null);
  }

  set(name: string, value: string): void {
    this.#kept ??= versionsOf(this.seen);
    this.#typed[name] = value;
  }

  clear(): void {
    this.#typed = {};
    this.#kept = null;
  }
}
