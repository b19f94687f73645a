import { DomainError } from '../../../domain/errors';
import type { PlanChange } from '../../../domain/plan/plan-change';
import { planImport, type PlanImport } from '../../../domain/plan/plan-import';
import type { PlanFileWords } from '../../../domain/plan/plan-file-words';
import { CODE_COLUMNS, type PlanColumn } from '../../../domain/plan/plan-table';
import type { PlanUnitFacts } from '../../../domain/plan/plan-unit-facts';
import { readPlanTable } from '../../../domain/plan/plan-table-reading';
import { refuse } from '../../../domain/refusal';
import type { UnitReference } from '../../../domain/unit';
import { assertCapable } from '../../authorise';
import type { ServiceContext } from '../../context';
import { getQuarter } from '../../quarter';
import { readPlan } from '../plan-content';
import { readPlanUnits } from '../plan-units';
import { tableUnits } from './plan-workbook';
import { readWorkbook } from './workbook-reading';

/** What a table would change; nothing of it is written. */
export interface PlanImportPreview extends PlanImport {
  /** Columns that people fill in and the file does not have. */
  readonly missing: readonly PlanColumn[];
  /** The units that the change speaks of. */
  readonly units: readonly UnitReference[];
}

const CODES: ReadonlySet<PlanColumn> = new Set(CODE_COLUMNS);

interface Upload {
  readonly planId: number;
  /** The file as it was sent. */
  readonly bytes: Uint8Array;
  /** In which the table may be written; the first is the reader's. */
  readonly languages: readonly [PlanFileWords, ...PlanFileWords[]];
}

/**
 * Reads an uploaded table against the plan as it is now.
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `plan_is_frozen`; `invalid` with `field` `file` as
 * `readWorkbook`
 */
export async function previewPlanImport(
  context: ServiceContext,
  { planId, bytes, languages }: Upload
): Promise<PlanImportPreview> {
  assertCapable(context, 'plan:change');
  const plan = await readPlan(context, planId);
  if (plan.status !== 'draft') throw refuse('plan_is_frozen');
  const sheets = await readWorkbook(bytes);
  const [facts, { settings }] = await Promise.all([readPlanUnits(context, plan), getQuarter(context)]);
  const present = plan.content;
  const reader = { units: tableUnits(facts, languages), present, languages, locale: context.locale };
  for (const sheet of sheets) {
    const reading = readPlanTable(sheet, reader);
    if (reading === null) continue;
    const units = new Map(facts.map((unit) => [unit.unitId, unit]));
    const taken = planImport(reading, { present, units, areaTolerance: settings.parameters.areaTolerance });
    return {
      ...taken,
      missing: reading.missing.filter((column) => !CODES.has(column)),
      units: nameUnits(facts, taken.change)
    };
  }
  throw new DomainError('invalid', 'file_no_table', { field: 'file' });
}

/** The units that a change of a plan speaks of, as far as they exist still. Errors as `readPlan`. */
export async function listChangedUnits(
  context: ServiceContext,
  { planId, change }: { readonly planId: number; readonly change: PlanChange }
): Promise<readonly UnitReference[]> {
  const plan = await readPlan(context, planId);
  return nameUnits(await readPlanUnits(context, plan), change);
}

function nameUnits(facts: readonly PlanUnitFacts[], { entries }: PlanChange): readonly UnitReference[] {
  const named = new Set(
    entries.flatMap(({ unitId, before, after }) => [unitId, before?.joinedTo ?? null, after?.joinedTo ?? null])
  );
  return facts
    .filter(({ unitId }) => named.has(unitId))
    .map(({ unitId: id, code, kind, areaSqm, building }) => ({ id, code, kind, areaSqm, building }));
}
