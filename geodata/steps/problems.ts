/** One thing that is wrong in the authored folder, with the place where it stands. */
export interface Problem {
  /** Path of the file within `geodata/`. */
  readonly file: string;
  /** JSON pointer into the file, such as `/parts/0/storeys/2/units/1/history/3`. */
  readonly pointer: string;
  readonly message: string;
}

/** The authored data cannot be used. The message has one line `file: /json/path: what is wrong` per problem. */
export class GeodataError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ file, pointer, message }) => `${file}: ${pointer || '/'}: ${message}`).join('\n'));
    this.name = 'GeodataError';
    this.problems = problems;
  }
}

/** Collects problems, so that an author sees all of them at once. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  add(file: string, pointer: string, message: string): void {
    this.#problems.push({ file, pointer, message });
  }

  /** Throws a GeodataError when anything was added. */
  throwIfAny(): void {
    if (this.#problems.length > 0) throw new GeodataError(this.#problems);
  }
}
