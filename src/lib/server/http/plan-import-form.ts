import * as v from 'valibot';
import { DomainError } from '../../domain/errors';
import type { PlanImport } from '../../domain/plan/plan-import';
import { PLAN_COLUMNS, type PlanColumn } from '../../domain/plan/plan-table';
import { REFUSAL_CODES } from '../../domain/refusal';
import { readPlanChange } from '../use-plan/plan-change-input';

/** A preview as its form keeps it between being seen and being taken over. */
export interface ShownImport extends PlanImport {
  readonly missing: readonly PlanColumn[];
}

const column = v.picklist(PLAN_COLUMNS);
const details = v.record(v.string(), v.union([v.string(), v.number()]));
const issue = v.strictObject({
  ...{ row: v.number(), column: v.nullable(column), code: v.picklist(REFUSAL_CODES) },
  details: v.exactOptional(details)
});
const shown = v.strictObject({ change: v.unknown(), issues: v.array(issue), missing: v.array(column) });

/** The preview that a form of the import sends back, in its field `shown`; null where that is none. */
export function readShownImport(data: FormData): ShownImport | null {
  const text = data.get('shown');
  if (typeof text !== 'string') return null;
  try {
    const result = v.safeParse(shown, JSON.parse(text));
    return result.success ? { ...result.output, change: readPlanChange(result.output.change) } : null;
  } catch (cause) {
    if (cause instanceof SyntaxError || (cause instanceof DomainError && cause.code === 'body_invalid')) return null;
    throw cause;
  }
}
