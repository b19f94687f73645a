/** The map as far as feature-state is concerned. */
export interface FeatureStateTarget {
  setFeatureState(feature: { source: string; sourceLayer?: string; id: number }, state: Record<string, unknown>): void;
}

/** One key of feature-state of one source, holding what was set so that only changes are sent. */
export interface StateColumn<T> {
  get(id: number): T | undefined;
  /** Sets the value of one feature; true when that changed it. */
  set(id: number, value: T): boolean;
  /** Sends everything again, to a style that has lost its states. */
  restore(): void;
}

export function createStateColumn<T>(
  target: FeatureStateTarget,
  source: { readonly source: string; readonly sourceLayer?: string },
  key: string
): StateColumn<T> {
  const held = new Map<number, T>();
  const send = (id: number, value: T): void => target.setFeatureState({ ...source, id }, { [key]: value });
  return {
    get: (id) => held.get(id),
    set(id, value) {
      if (held.get(id) === value) return false;
      held.set(id, value);
      send(id, value);
      return true;
    },
    restore() {
      for (const [id, value] of held) send(id, value);
    }
  };
}
