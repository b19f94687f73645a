import type { PlanColumn } from '../lib/domain/plan/plan-table';
import type { Labels } from './codes';
import { m } from './paraglide/messages';

/** What the columns of a plan as a table are called. */
export const PLAN_COLUMN_LABELS: Labels<PlanColumn> = {
  house: m.sheet_column_house,
  storey: m.sheet_column_storey,
  unit: m.sheet_column_unit,
  kind: m.sheet_column_kind,
  unitSqm: m.sheet_column_unit_sqm,
  present: m.sheet_column_present,
  part: m.sheet_column_part,
  partSqm: m.sheet_column_part_sqm,
  partFrontageM: m.sheet_column_part_frontage_m,
  joinedTo: m.sheet_column_joined_to,
  use: m.sheet_column_use,
  wish: m.sheet_column_wish,
  wish_en: m.sheet_column_wish_en,
  wish_ar: m.sheet_column_wish_ar,
  reason: m.sheet_column_reason,
  reason_en: m.sheet_column_reason_en,
  reason_ar: m.sheet_column_reason_ar,
  targetOn: m.sheet_column_target_on,
  unitId: m.sheet_column_unit_id,
  joinedToId: m.sheet_column_joined_to_id,
  useCode: m.sheet_column_use_code,
  areaId: m.sheet_column_area_id,
  areaKind: m.sheet_column_area_kind,
  storeys: m.sheet_column_storeys,
  geometry: m.sheet_column_geometry
};
