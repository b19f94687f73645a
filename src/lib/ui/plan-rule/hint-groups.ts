import { m } from '../../../i18n/paraglide/messages';
import { labelHouse } from '../../../i18n/place';
import type { PlanArea } from '../../domain/plan/plan-content';
import type { HintUnit, PlanRule, RuleHint } from '../../domain/plan/plan-rule';
import type { RuleFact } from '../../domain/plan/rule-vocabulary';
import { labelUnitPlace } from '../record/names';
import { describeAreaShort } from '../use-plan/area-text';

/** A target that a hint is about, as it is named on the page. */
export interface NamedTarget {
  /** Null of an area, which has no page of its own. */
  readonly unitId: number | null;
  readonly label: string;
}

/** One rule with all targets for which it gives its hint. */
export interface GivenHint {
  readonly rule: PlanRule;
  readonly targets: readonly NamedTarget[];
}

/** Rules that cannot be checked for want of the same facts. */
export interface UncheckedHint {
  readonly missing: readonly RuleFact[];
  readonly rules: readonly { readonly rule: PlanRule; readonly targets: readonly NamedTarget[] }[];
}

/** Hints by rule, so that a law is said once however many targets it is about; the order is that of the rules. */
export function groupHints({
  hints,
  rules,
  units,
  areas
}: {
  readonly hints: readonly RuleHint[];
  readonly rules: readonly PlanRule[];
  readonly units: readonly HintUnit[];
  readonly areas: readonly PlanArea[];
}): { readonly given: readonly GivenHint[]; readonly unchecked: readonly UncheckedHint[] } {
  const names = new Map(units.map((unit) => [unit.unitId, nameOf(unit)]));
  const outlines = new Map(areas.map((area) => [area.id, area]));
  const targetsOf = (some: readonly RuleHint[]) =>
    some.map(({ unitIds, part, areaId }): NamedTarget => {
      const area = areaId === null ? undefined : outlines.get(areaId);
      if (area) return { unitId: null, label: describeAreaShort(area) };
      return { unitId: unitIds[0] ?? null, label: labelTarget(names, unitIds, part) };
    });
  const given = rules.flatMap((rule) => {
    const own = hints.filter(({ ruleId, missing }) => ruleId === rule.id && missing.length === 0);
    return own.length === 0 ? [] : [{ rule, targets: targetsOf(own) }];
  });
  const wanting = hints.filter(({ missing }) => missing.length > 0);
  const lists = new Map(wanting.map(({ missing }) => [missing.join(' '), missing]));
  const unchecked = [...lists].map(([key, missing]) => ({
    missing,
    rules: rules.flatMap((rule) => {
      const own = wanting.filter((hint) => hint.ruleId === rule.id && hint.missing.join(' ') === key);
      return own.length === 0 ? [] : [{ rule, targets: targetsOf(own) }];
    })
  }));
  return { given, unchecked: unchecked.filter((one) => one.rules.length > 0) };
}

function nameOf({ code, building }: HintUnit): string {
  return `${labelHouse(building)}, ${labelUnitPlace(code)}`;
}

function labelTarget(names: ReadonlyMap<number, string>, unitIds: readonly number[], part: number | null): string {
  const unit = unitIds.map((id) => names.get(id) ?? String(id)).join(' + ');
  return part === null ? unit : m.rule_hints_part({ unit, part });
}
