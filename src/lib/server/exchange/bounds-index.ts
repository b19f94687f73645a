/** West, south, east, north in degrees. */
type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Side of a cell in degrees, about the size of a street block. */
const CELL = 0.001;

/** Finds the shapes whose bounds meet those of another, by cells of a grid. */
export class BoundsIndex<Item extends { readonly bounds: Bounds }> {
  readonly #cells = new Map<string, Item[]>();

  constructor(items: Iterable<Item>) {
    for (const item of items) {
      for (const cell of cellsOf(item.bounds)) {
        const list = this.#cells.get(cell);
        if (list) list.push(item);
        else this.#cells.set(cell, [item]);
      }
    }
  }

  /** Every item whose bounds meet `bounds`, once. */
  meeting(bounds: Bounds): Set<Item> {
    const found = new Set<Item>();
    for (const cell of cellsOf(bounds)) {
      for (const item of this.#cells.get(cell) ?? []) if (doMeet(item.bounds, bounds)) found.add(item);
    }
    return found;
  }
}

function* cellsOf([west, south, east, north]: Bounds): Generator<string> {
  for (let x = Math.floor(west / CELL); x <= Math.floor(east / CELL); x++) {
    for (let y = Math.floor(south / CELL); y <= Math.floor(north / CELL); y++) yield `${x} ${y}`;
  }
}

function doMeet(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
