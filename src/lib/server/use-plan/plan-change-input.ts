import * as v from 'valibot';
import { PLAN_USES } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { PLAN_AREA_KINDS } from '../../domain/plan-codes';
import type { PlanChange } from '../../domain/plan/plan-change';

const id = v.pipe(v.number(), v.check(isId));
const words = {
  wish: v.nullable(v.string()),
  reason: v.nullable(v.string()),
  translations: v.record(
    v.pipe(v.string(), v.regex(/^[a-z]{2}$/)),
    v.strictObject({ wish: v.exactOptional(v.string()), reason: v.exactOptional(v.string()) })
  )
};
const part = v.strictObject({
  ...words,
  use: v.picklist(PLAN_USES),
  targetOn: v.string(),
  areaSqm: v.nullable(v.pipe(v.number(), v.finite())),
  frontageM: v.nullable(v.pipe(v.number(), v.finite()))
});
const entry = v.strictObject({ unitId: id, joinedTo: v.nullable(id), parts: v.array(part) });
const position = v.strictTuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
]);
const area = v.strictObject({
  ...words,
  id: v.pipe(v.string(), v.uuid()),
  kind: v.picklist(PLAN_AREA_KINDS),
  use: v.picklist(PLAN_USES),
  storeys: v.number(),
  geometry: v.strictObject({ type: v.literal('Polygon'), coordinates: v.array(v.array(position)) }),
  targetOn: v.string()
});

/** Each side is about the record that the change names, each record once. */
function areAllOwn<Item>(
  changes: readonly { readonly key: unknown; readonly sides: readonly (Item | null)[] }[],
  keyOf: (item: Item) => unknown
): boolean {
  const keys = new Set(changes.map(({ key }) => key));
  return (
    keys.size === changes.length &&
    changes.every(({ key, sides }) => sides.every((side) => side === null || keyOf(side) === key))
  );
}

const change = v.strictObject({
  entries: v.pipe(
    v.array(v.strictObject({ unitId: id, before: v.nullable(entry), after: v.nullable(entry) })),
    v.check((all) =>
      areAllOwn(
        all.map(({ unitId, before, after }) => ({ key: unitId, sides: [before, after] })),
        (one) => one.unitId
      )
    )
  ),
  areas: v.pipe(
    v.array(v.strictObject({ areaId: v.string(), before: v.nullable(area), after: v.nullable(area) })),
    v.check((all) =>
      areAllOwn(
        all.map(({ areaId, before, after }) => ({ key: areaId, sides: [before, after] })),
        (one) => one.id
      )
    )
  )
});

/**
 * A change as a browser sent it. What a plan may say is not looked at here, only that it is a change at all.
 * @throws {DomainError} `invalid` `body_invalid`
 */
export function readPlanChange(value: unknown): PlanChange {
  const result = v.safeParse(change, value);
  if (!result.success) throw new DomainError('invalid', 'body_invalid');
  return result.output;
}
