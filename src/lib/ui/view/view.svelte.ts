import { goto } from '$app/navigation';
import { page } from '$app/state';
import { createContext } from 'svelte';
import { attributesOn } from '../../domain/attributes';
import { filterUnits } from '../../domain/filter';
import type { Focus, PlanColumns } from '../../domain/focus';
import { readIds } from '../../domain/id-list';
import { fromDayNumber, toDayNumber, type IsoDate } from '../../domain/interval';
import type { MarkKey, PlaceMark } from '../../domain/place-mark';
import type { PlanArea } from '../../domain/plan/plan-content';
import { classifyBuildings, classifyUnits } from '../../domain/theme';
import { parseViewState, withView, type ViewChange, type ViewState } from '../../domain/view-state';
import type { MapBounds, MapTarget } from '../../map/index';
import { editHref, EDIT_ROUTE, recordHref, withoutEdit, type RecordKind } from './links';

interface Bounded {
  readonly bounds: MapBounds;
}

/** What a page beside the map gives to it, all of it optional. */
interface StageData {
  readonly marks?: readonly PlaceMark[];
  /** Ids of the units that stay lit while the others step back. */
  readonly spotlight?: readonly number[];
  /** The unit that an offer is about, marked as if it were open. */
  readonly offeredUnit?: readonly number[];
  /** The plan that the page is about, instead of the one that leads. */
  readonly shownPlan?: PlanColumns;
  /** What that plan draws beside the units. */
  readonly planAreas?: readonly PlanArea[];
}

const NO_MARKS: readonly PlaceMark[] = [];

/**
 * What is on show: the loaded block, the URL's settings and what follows from both. Map, stacking view,
 * street face and table read the same one, so that they can never disagree. While a time slider moves,
 * `scrub` shows days that the URL does not hold yet.
 */
export class QuarterView {
  readonly #focus: () => Focus;
  readonly #today: () => IsoDate;
  #scrubbedDay = $state<number | null>(null);
  /** The entry of the page's list that is pointed at, there or on the map. */
  litMark = $state.raw<MarkKey | null>(null);

  constructor(focus: () => Focus, today: () => IsoDate) {
    this.#focus = focus;
    this.#today = today;
  }

  readonly focus: Focus = $derived.by(() => {
    const { shownPlan } = page.data as StageData;
    return shownPlan ? { ...this.#focus(), plan: shownPlan } : this.#focus();
  });
  readonly today: IsoDate = $derived.by(() => this.#today());
  readonly state: ViewState = $derived(parseViewState(page.url.searchParams));
  readonly day: number = $derived(this.#scrubbedDay ?? toDayNumber(this.state.date ?? this.today));
  readonly date: IsoDate = $derived(fromDayNumber(this.day));
  readonly attributes = $derived(attributesOn(this.focus, this.day));
  readonly classes = $derived(classifyUnits(this.state.theme, this.focus, this.attributes));
  readonly buildingClasses = $derived(classifyBuildings(this.state.theme, this.focus, this.attributes));
  readonly visible = $derived.by(() => {
    const visible = filterUnits(this.state.filter, this.focus, this.attributes);
    const { spotlight } = page.data as StageData;
    return spotlight ? visible.map((one, unit) => one && +spotlight.includes(this.focus.units.id[unit]!)) : visible;
  });

  /** Marks of what the page lists. */
  readonly marks: readonly PlaceMark[] = $derived((page.data as StageData).marks ?? NO_MARKS);

  readonly areas: readonly PlanArea[] | undefined = $derived((page.data as StageData).planAreas);

  /** Name of the loaded block. */
  readonly blockName: string = $derived(this.focus.block?.name ?? '');

  /** In the edit mode a unit is chosen instead of opened, and several can be. */
  readonly isEditing: boolean = $derived(page.route.id === EDIT_ROUTE);

  /** The mark of a place on the map, or of the unit that it stands for. */
  findMark(target: MapTarget | null): PlaceMark | null {
    const isMeant = ({ kind, id, unitId }: PlaceMark): boolean =>
      target?.kind === 'unit' ? unitId === target.id : kind === target?.kind && id === target.id;
    return this.marks.find(isMeant) ?? null;
  }

  readonly #selectedIds: readonly number[] = $derived.by(() => {
    if (this.isEditing) return readIds(page.url.searchParams.getAll('units').join());
    if (page.route.id?.includes('/units/')) return [Number(page.params.id)];
    return (page.data as StageData).offeredUnit ?? [];
  });

  /** Rows of the selected units in the loaded block, in the order of their choice; empty where they lie elsewhere. */
  readonly selectedUnits: readonly number[] = $derived(this.rowsOfSelected(this.focus));

  /** The unit that was chosen last. */
  readonly selectedUnit: number | null = $derived(this.selectedUnits.at(-1) ?? null);

  /** Row of the selected house; a selected unit selects its house, too. */
  readonly selectedBuilding: number | null = $derived.by(() => {
    const unit = this.selectedUnit;
    if (unit !== null) return this.focus.storeys.building[this.focus.units.storey[unit]!]!;
    return this.#rowOf(this.focus.buildings.id, this.#openHouse());
  });

  /** Id of the selected house, also of one outside the loaded block. */
  readonly selectedBuildingId: number | null = $derived.by(() => {
    if (this.selectedBuilding !== null) return this.focus.buildings.id[this.selectedBuilding]!;
    return this.#openHouse() ?? null;
  });

  #openHouse(): number | undefined {
    if (this.isEditing) return (page.data as { building?: { id: number } | null }).building?.id;
    return page.route.id?.includes('/buildings/') ? Number(page.params.id) : undefined;
  }

  /** What the map should bring into sight: a district or a house elsewhere by its bounds, null for the block. */
  readonly sight: MapBounds | null = $derived.by(() => {
    const { district, building } = page.data as { district?: Bounded; building?: (Bounded & { id: number }) | null };
    if (page.route.id?.includes('/districts/')) return district?.bounds ?? null;
    if (!building || this.focus.buildings.id.includes(building.id)) return null;
    return building.bounds;
  });

  #rowOf(ids: readonly number[], id: number | undefined): number | null {
    const row = id === undefined ? -1 : ids.indexOf(id);
    return row < 0 ? null : row;
  }

  /** Rows of the selected units in `focus`, such as a house outside of the loaded block. */
  rowsOfSelected(focus: Focus): readonly number[] {
    return this.#selectedIds.flatMap((id) => this.#rowOf(focus.units.id, id) ?? []);
  }

  /** The link of a record with the view's settings kept. In the edit mode units and houses stay in it. */
  readonly href = (kind: RecordKind, id: number | string): string => {
    if (!this.isEditing) return recordHref(kind, id, page.url.search);
    if (kind === 'unit') return editHref(page.url, { units: [Number(id)] });
    if (kind === 'building') return editHref(page.url, { house: Number(id) });
    return recordHref(kind, id, withoutEdit(page.url));
  };

  /** The link of the present page with some settings changed. */
  readonly hrefWith = (change: ViewChange): string => `${page.url.pathname}${withView(page.url.searchParams, change)}`;

  /** Opens a record; keeps the camera of the map in the URL. */
  readonly open = (kind: RecordKind, id: number | string): Promise<void> =>
    goto(this.href(kind, id) + location.hash, { noScroll: true, keepFocus: this.isEditing });

  readonly selectUnit = (id: number): Promise<void> => this.open('unit', id);

  /** Edit mode: adds a unit to those that are edited, or takes it out. */
  readonly toggleUnit = async (id: number): Promise<void> => {
    const chosen = this.#selectedIds;
    const units = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    const house = this.selectedBuildingId ?? undefined;
    await goto(editHref(page.url, { units, house }) + location.hash, { noScroll: true, keepFocus: true });
  };

  /** Changes settings in place: no new history entry, no jump, and no request unless the date changes. */
  readonly change = async (change: ViewChange): Promise<void> => {
    await goto(this.hrefWith(change) + location.hash, { replaceState: true, keepFocus: true, noScroll: true });
  };

  /** Shows `day` at once without touching the URL. */
  readonly scrub = (day: number): void => {
    this.#scrubbedDay = day;
  };

  /** Ends scrubbing: `day` goes into the URL, and what the server counts for it is fetched. */
  readonly settle = async (day: number): Promise<void> => {
    const date = fromDayNumber(day);
    this.#scrubbedDay = day;
    await this.change({ date: date === this.today ? null : date });
    this.#scrubbedDay = null;
  };
}

const [readView, provideView] = createContext<QuarterView>();

export { provideView };

/** The view of the surrounding map layout. Throws outside of it. */
export const useView = readView;
