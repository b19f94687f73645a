import type { ServiceContext } from '../../src/lib/server/context';
import { DomainError } from '../../src/lib/domain/errors';
import type { Evidence, Occupancy } from '../../src/lib/domain/occupancy';
import { InvalidInput, REFUSAL_CODES } from '../../src/lib/domain/refusal';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import type { UnitPart } from '../../src/lib/server/unit/unit-structure';
import { square, TODAY, type Factory } from './factories';

export const EVIDENCE: Evidence = { method: 'visit', checkedOn: TODAY };

export type State = Omit<Occupancy, 'checkedOn'>;

export const VACANT: State = {
  ...{ status: 'vacant', useClass: null, reason: 'tenant_search', activatableMonths: 3 },
  ...{ isStartKnown: true, tenancy: null }
};

/** In use under a lease with a rent of its own, so that tenancies can be told apart. */
export function letTo(businessId: number | null, rentCentsPerMonth = 90_000): State {
  return {
    ...{ status: 'occupied', useClass: 'retail', reason: null, activatableMonths: null, isStartKnown: true },
    tenancy: { type: 'lease', businessId, partyId: null, knownEndOn: null, rentCentsPerMonth }
  };
}

export function partOf(code: string, areaSqm: number | null, overrides: Partial<UnitPart> = {}): UnitPart {
  const areaType = areaSqm === null ? null : 'usable';
  return { ...{ code, kind: 'shop', areaSqm, areaType, frontageM: null, occupancy: VACANT }, ...overrides };
}

export interface DeskHouse {
  readonly buildingId: number;
  readonly storeyId: number;
  /** Side by side from the left, 50 m² each: let from 2010 to 2015, vacant since. */
  readonly unitIds: readonly number[];
}

/** A house of one storey whose units lie side by side and fill it. */
export async function buildDeskHouse(factory: Factory, unitCount = 3): Promise<DeskHouse> {
  const { geometry, bounds, packed } = rowOf(unitCount);
  const building = await factory.building({ geometry, bounds, packed });
  const storey = await factory.storey({ buildingId: building.id });
  const unitIds: number[] = [];
  for (let index = 0; index < unitCount; index++) {
    const shape = square({ at: [12.4061 + index * 0.0001, 51.3451], sizeDegrees: 0.0001 });
    const unit = await factory.unit({
      ...{ buildingId: building.id, storeyId: storey.id, code: `EG-${index + 1}`, position: index + 1 },
      geometry: shape.geometry
    });
    const early = { from: '2010-01-01', to: '2015-01-01' };
    const tenancy = await factory.tenancy({ unitId: unit.id, valid: early, rentCentsPerMonth: 50_000 });
    await factory.occupancy({ unitId: unit.id, tenancyId: tenancy.id, valid: early });
    const late = { from: '2015-01-01', to: null };
    await factory.occupancy({ unitId: unit.id, status: 'vacant', useClass: null, valid: late });
    unitIds.push(unit.id);
  }
  return { buildingId: building.id, storeyId: storey.id, unitIds };
}

function rowOf(count: number) {
  const shape = square({ at: [12.4061, 51.3451], sizeDegrees: 0.0001 });
  const [west, south, , north] = shape.bounds;
  const east = west + count * 0.0001;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south]
  ];
  return {
    ...shape,
    geometry: JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
    bounds: [west, south, east, north] as const
  };
}

/** A unit's history in short: `2010 occupied 500, 2015 vacant`; rents in euros. */
export async function historyOf(context: ServiceContext, unitId: number): Promise<string> {
  const [record] = await readUnitRecords(context, [unitId]);
  const entries = record!.history.map(({ from, occupancy: { status, tenancy } }) => {
    const day = from.endsWith('-01-01') ? from.slice(0, 4) : from;
    return [day, status, ...(tenancy ? [(tenancy.rentCentsPerMonth ?? 0) / 100] : [])].join(' ');
  });
  const end = record!.history.at(-1)?.to;
  return [...entries, ...(end ? [`end ${end}`] : [])].join(', ');
}

const CODES: ReadonlySet<string> = new Set(REFUSAL_CODES);

/**
 * How a service refused, in short: `conflict unit_has_later_changes`, `invalid from not_a_day`. Anything but a refusal
 * that readers are told the reason of is thrown.
 */
export async function refusalOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof InvalidInput) {
      for (const { code } of error.issues) if (!CODES.has(code)) throw error;
      return `invalid ${error.issues.map(({ field, code }) => `${field} ${code}`).join(', ')}`;
    }
    if (!(error instanceof DomainError)) throw error;
    if (error.kind === 'conflict' && error.code !== 'changed_meanwhile' && !CODES.has(error.code)) throw error;
    return `${error.kind} ${error.code}`;
  }
  return 'accepted';
}
