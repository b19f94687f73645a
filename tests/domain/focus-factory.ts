import { SPACE_PARAMETERS } from './space-parameters';
import type {
  BuildingPart,
  RenewalState,
  ShownStatus,
  StoreyType,
  UnitKind,
  UseClass
} from '../../src/lib/domain/codes';
import type { Focus } from '../../src/lib/domain/focus';
import { toDayNumber, type IsoDate } from '../../src/lib/domain/interval';
import type { QuarterParameters } from '../../src/lib/domain/quarter';

export const PARAMETERS: QuarterParameters = {
  marketActiveMonths: 6,
  availabilityMonths: 12,
  countsRaisedGroundFloor: true,
  reserve: { dwelling: 0.03, commercial: 0.05 },
  minimumCoverage: 0.8,
  durationDays: [365, 1095],
  freshnessDays: [180, 365, 730],
  disclosureK: 3,
  areaTolerance: 0.02,
  ...SPACE_PARAMETERS
};

export interface OccupancyDraft {
  readonly from: IsoDate;
  readonly to?: IsoDate;
  readonly status: ShownStatus;
  readonly use?: UseClass;
  readonly activatableMonths?: number;
  readonly isStartKnown?: boolean;
  readonly checkedOn?: IsoDate;
  readonly business?: string;
}

export interface UnitDraft {
  readonly code?: string;
  readonly kind?: UnitKind;
  readonly areaSqm?: number | null;
  readonly frontageM?: number;
  readonly position?: number;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly target?: UseClass;
  readonly occupancies?: readonly OccupancyDraft[];
}

export interface StoreyDraft {
  readonly level: number;
  readonly type: StoreyType;
  readonly part?: BuildingPart;
  readonly sort?: number;
  readonly baseM?: number;
  readonly heightM?: number;
  readonly units: readonly UnitDraft[];
}

export interface BuildingDraft {
  readonly sequence?: number | null;
  readonly street?: string;
  readonly houseNumber?: string;
  readonly frontM?: number;
  readonly eavesM?: number | null;
  readonly renewals?: readonly { readonly from: IsoDate; readonly to?: IsoDate; readonly state: RenewalState }[];
  readonly storeys: readonly StoreyDraft[];
}

const day = (date: IsoDate): number => toDayNumber(date);
const dayOrNull = (date: IsoDate | undefined): number | null => (date === undefined ? null : toDayNumber(date));

/** A focus block from a nested draft; ids are 100 + row for houses, 1000 + row for units. */
export function makeFocus(drafts: readonly BuildingDraft[], parameters: QuarterParameters = PARAMETERS): Focus {
  const storeys = drafts.flatMap((building, row) => building.storeys.map((storey) => ({ ...storey, building: row })));
  const units = storeys.flatMap((storey, row) => storey.units.map((unit, place) => ({ ...unit, storey: row, place })));
  const occupancies = units.flatMap((unit, row) => (unit.occupancies ?? []).map((each) => ({ ...each, unit: row })));
  const renewals = drafts.flatMap((building, row) =>
    (building.renewals ?? []).map((each) => ({ ...each, building: row }))
  );
  const targets = units.flatMap((unit, row) => (unit.target === undefined ? [] : [{ unit: row, use: unit.target }]));
  const businesses = [...new Set(occupancies.flatMap((each) => each.business ?? []))];
  return {
    block: { id: 1, slug: 'block-99', name: 'Block 99', isAssumption: true },
    parameters,
    buildings: {
      id: drafts.map((_, row) => 100 + row),
      sequence: drafts.map(({ sequence }, row) => (sequence === undefined ? row + 1 : sequence)),
      street: drafts.map(({ street }) => street ?? 'Eisenbahnstraße'),
      houseNumber: drafts.map(({ houseNumber }, row) => houseNumber ?? String(81 + 2 * row)),
      isCourtyard: drafts.map(({ sequence }) => sequence === null),
      isMonument: drafts.map(() => false),
      eavesM: drafts.map(({ eavesM }) => (eavesM === undefined ? 18 : eavesM)),
      ridgeM: drafts.map(() => 22),
      frontM: drafts.map(({ frontM }) => frontM ?? 20)
    },
    storeys: {
      id: storeys.map((_, row) => 500 + row),
      building: storeys.map(({ building }) => building),
      part: storeys.map(({ part }) => part ?? 'front'),
      level: storeys.map(({ level }) => level),
      type: storeys.map(({ type }) => type),
      sort: storeys.map(({ sort, level }) => sort ?? level),
      baseM: storeys.map(({ baseM, level }) => baseM ?? level * 4),
      heightM: storeys.map(({ heightM }) => heightM ?? 4)
    },
    units: {
      id: units.map((_, row) => 1000 + row),
      storey: units.map(({ storey }) => storey),
      code: units.map(({ code }, row) => code ?? `NE-${row}`),
      position: units.map(({ position, place }) => position ?? place),
      kind: units.map(({ kind }) => kind ?? 'shop'),
      areaSqm: units.map(({ areaSqm }) => (areaSqm === undefined ? 80 : areaSqm)),
      areaType: units.map(({ areaSqm, kind }) => {
        if (areaSqm === null) return null;
        return kind === 'dwelling' ? 'living' : 'rental';
      }),
      frontageM: units.map(({ frontageM }) => frontageM ?? null),
      isStepFree: units.map(() => null),
      isShopUsePlausible: units.map(() => false),
      from: units.map(({ from }) => day(from ?? '2000-01-01')),
      to: units.map(({ to }) => dayOrNull(to))
    },
    occupancies: {
      unit: occupancies.map(({ unit }) => unit),
      from: occupancies.map(({ from }) => day(from)),
      to: occupancies.map(({ to }) => dayOrNull(to)),
      status: occupancies.map(({ status }) => status),
      use: occupancies.map(({ use }) => use ?? null),
      reason: occupancies.map(() => null),
      activatableMonths: occupancies.map(({ activatableMonths }) => activatableMonths ?? null),
      isStartKnown: occupancies.map(({ isStartKnown }) => isStartKnown ?? true),
      checkedOn: occupancies.map(({ checkedOn }) => dayOrNull(checkedOn)),
      business: occupancies.map(({ business }) => (business === undefined ? null : businesses.indexOf(business)))
    },
    renewals: {
      building: renewals.map(({ building }) => building),
      from: renewals.map(({ from }) => day(from)),
      to: renewals.map(({ to }) => dayOrNull(to)),
      state: renewals.map(({ state }) => state)
    },
    plan: {
      id: 1,
      title: 'IQ_Ost',
      horizonOn: '2030-12-31',
      unit: targets.map(({ unit }) => unit),
      use: targets.map(({ use }) => use),
      wish: targets.map(() => null),
      targetOn: targets.map(() => day('2030-12-31'))
    },
    businesses: { id: businesses.map((_, row) => 700 + row), name: businesses },
    listings: { id: [], unit: [] }
  };
}

/** One house with one ground-floor unit. */
export function makeUnitFocus(unit: UnitDraft, building: Omit<BuildingDraft, 'storeys'> = {}): Focus {
  return makeFocus([{ ...building, storeys: [{ level: 0, type: 'EG', units: [unit] }] }]);
}
