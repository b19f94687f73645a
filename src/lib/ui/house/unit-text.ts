import { PLAN_USE_LABELS, STATUS_LABELS, UNIT_KIND_LABELS, USE_LABELS, storeyLabel } from '../../../i18n/codes';
import { formatArea, formatDuration, formatMetres } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { labelThemeClass } from '../../../i18n/theme-classes';
import type { FocusAttributes } from '../../domain/attributes';
import type { Focus } from '../../domain/focus';
import type { StoreyLabel } from '../../domain/storey';
import { NO_CLASS, THEME_CLASSES } from '../../domain/theme';
import type { Theme } from '../../domain/view-state';

/** What a drawing shows: the block on a day, coloured by a theme. */
export interface Drawing {
  readonly focus: Focus;
  readonly attributes: FocusAttributes;
  readonly theme: Theme;
  /** Per unit, of `classifyUnits`. */
  readonly classes: Uint8Array;
}

/** What a unit's block says, from the most to the least important. */
export interface UnitText {
  /** Who or what is there: business, use or kind. */
  readonly name: string;
  /** What the colour means, where it is more than the usual case; null where the name says it. */
  readonly word: string | null;
  /** Area and shop front. */
  readonly size: string;
  /** What is not seen but heard: storey, and what the colour says where no word stands in the block. */
  readonly aside: string;
}

/** Classes that are the usual case of their theme: their word is only heard, so that the exceptions stand out. */
const QUIET_CLASSES: ReadonlySet<string> = new Set(['occupied', 'in_use', 'withheld', 'no_target', 'fresh']);

/** A theme of the whole house says the same in every block: it is only heard. */
const isQuiet = (theme: Theme, unitClass: string | null): boolean =>
  theme === 'renewal' || QUIET_CLASSES.has(unitClass ?? '');

/** The class of a unit under the drawing's theme; null where it does not exist on the day. */
export function classOf({ theme, classes }: Pick<Drawing, 'theme' | 'classes'>, unit: number): string | null {
  const index = classes[unit] ?? NO_CLASS;
  return index === NO_CLASS ? null : (THEME_CLASSES[theme][index] ?? null);
}

/** The words of a unit (row in `Focus.units`) on the day and under the theme of the drawing. */
export function describeUnit(drawing: Drawing, unit: number, storey: StoreyLabel): UnitText {
  const name = drawing.theme === 'plan' ? nameTarget(drawing, unit) : nameUnit(drawing, unit);
  const unitClass = classOf(drawing, unit);
  const meaning = unitClass === null ? null : wordClass(drawing, unit, unitClass);
  const isSaid = meaning === null || meaning === name;
  const word = isSaid || isQuiet(drawing.theme, unitClass) ? null : meaning;
  const heard = [storeyLabel(storey), ...(isSaid || word !== null ? [] : [meaning]), hearDuration(drawing, unit)];
  return {
    name,
    word,
    size: describeSize(drawing.focus, unit),
    aside: heard.filter((part) => part !== null).join(m.house_comma())
  };
}

/** The business, the use while in use, else what the unit is built as. */
export function nameUnit({ focus, attributes }: Pick<Drawing, 'focus' | 'attributes'>, unit: number): string {
  const business = attributes.business[unit] ?? null;
  if (business !== null) return focus.businesses.name[business]!;
  const use = attributes.use[unit] ?? null;
  return use === null ? UNIT_KIND_LABELS[focus.units.kind[unit]!]() : USE_LABELS[use]();
}

/** The plan's own wish for the unit, else the class of its target, else what it is today. */
function nameTarget(drawing: Drawing, unit: number): string {
  const { plan } = drawing.focus;
  const row = plan === null ? -1 : plan.unit.indexOf(unit);
  if (plan === null || row < 0) return nameUnit(drawing, unit);
  return plan.wish[row] ?? PLAN_USE_LABELS[plan.use[row]!]();
}

function wordClass({ attributes, theme }: Drawing, unit: number, unitClass: string): string {
  const days = attributes.vacantDays[unit] ?? null;
  if (theme === 'duration' && days !== null) return m.house_unit_vacant_for({ duration: formatDuration(days) });
  if (theme === 'use' && unitClass === 'unused') return STATUS_LABELS[attributes.status[unit]!]();
  return labelThemeClass(theme, unitClass);
}

/** How long a vacant unit has been vacant, under the theme that shows occupancy; the others do not speak of it. */
function hearDuration({ attributes, theme }: Drawing, unit: number): string | null {
  const days = attributes.vacantDays[unit] ?? null;
  if (theme !== 'vacancy' || days === null) return null;
  return m.house_unit_vacant_for({ duration: formatDuration(days) });
}

function describeSize({ units }: Focus, unit: number): string {
  const areaSqm = units.areaSqm[unit] ?? null;
  const frontageM = units.frontageM[unit] ?? null;
  const area = areaSqm === null ? m.house_area_unknown() : formatArea(areaSqm);
  return frontageM === null ? area : `${area} · ${formatMetres(frontageM)}`;
}
