import { sql } from 'drizzle-orm';
import type { BuildingReference } from '../../domain/building';
import type { UnitKind } from '../../domain/codes';
import type { UnitReference } from '../../domain/unit';

export type BuildingReferenceRow = {
  buildingId: number;
  street: string | null;
  houseNumber: string | null;
  sequence: number | null;
  isCourtyard: boolean;
};
export type UnitReferenceRow = BuildingReferenceRow & {
  unitId: number;
  code: string;
  kind: UnitKind;
  areaSqm: number | null;
};

/** Columns of a `BuildingReferenceRow`, of a building named `b`. */
export const BUILDING_REFERENCE = sql`b.id as "buildingId", b.street, b.house_number as "houseNumber", b.sequence,
  b.is_courtyard as "isCourtyard"`;

/** Columns of a `UnitReferenceRow`, of a unit named `unit` in a building named `b`. */
export const UNIT_REFERENCE = sql`unit.id as "unitId", unit.code, unit.kind, unit.area_sqm as "areaSqm", ${BUILDING_REFERENCE}`;

export function toBuildingReference(row: BuildingReferenceRow): BuildingReference {
  const { buildingId: id, street, houseNumber, sequence, isCourtyard } = row;
  return { id, street, houseNumber, sequence, isCourtyard };
}

export function toUnitReference(row: UnitReferenceRow): UnitReference {
  const { unitId: id, code, kind, areaSqm } = row;
  return { id, code, kind, areaSqm, building: toBuildingReference(row) };
}
