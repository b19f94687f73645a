import type { StoreyType, UnitKind } from '../lib/domain/codes';
import type { ListingText } from '../lib/domain/listing-draft';
import type { TypedTexts } from '../lib/domain/local-text';
import { storeyLabelKey } from '../lib/domain/storey';
import { storeyLabel, UNIT_KIND_LABELS } from './codes';
import { formatArea, formatDecimal, formatMetres, intlLocale } from './format';
import { inLocale } from './in-locale';
import { m } from './paraglide/messages';
import { baseLocale } from './paraglide/runtime';

/** What is recorded of a space and can be put into words. */
interface DescribedUnit {
  readonly unit: { readonly kind: UnitKind; readonly areaSqm: number | null };
  readonly storeyType: StoreyType;
  readonly level: number;
  readonly frontageM: number | null;
  readonly hasOwnEntrance: boolean;
  readonly isStepFree: boolean | null;
  readonly powerKw: number | null;
  readonly hasExtractor: boolean | null;
  readonly hasToilet: boolean | null;
}

/** Title and description that a new offer begins with, in every one of `locales`: what is recorded, and no more. */
export function writeListingTexts(offered: DescribedUnit, locales: readonly string[]): TypedTexts<ListingText> {
  const write = (locale: string) =>
    inLocale(locale, () => ({
      title: typed(writeTitle(offered)),
      description: typed(writeDescription(offered)),
      ...{ fit_out: null, conditions: null }
    }));
  const others = locales.filter((locale) => locale !== baseLocale).map((locale) => [locale, write(locale)] as const);
  return { base: write(baseLocale), others: Object.fromEntries(others), confirmed: [] };
}

/** As people would type it: formats put narrow and unbreakable blanks between numbers and units. */
function typed(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

function writeTitle({ unit: { kind, areaSqm } }: DescribedUnit): string {
  const label = UNIT_KIND_LABELS[kind]();
  return areaSqm === null ? label : m.listing_prefill_title({ kind: label, area: formatArea(areaSqm) });
}

function writeDescription({ unit, storeyType, level, ...facts }: DescribedUnit): string {
  const kind = UNIT_KIND_LABELS[unit.kind]();
  const storey = storeyLabel(storeyLabelKey(storeyType, level));
  const place =
    unit.areaSqm === null
      ? m.listing_prefill_place({ kind, storey })
      : m.listing_prefill_place_area({ kind, storey, area: formatArea(unit.areaSqm) });
  const { frontageM, hasOwnEntrance, isStepFree, powerKw, hasExtractor, hasToilet } = facts;
  const equipment = [
    frontageM !== null && m.listing_prefill_frontage({ length: formatMetres(frontageM) }),
    hasOwnEntrance && m.listing_prefill_entrance(),
    isStepFree && m.listing_prefill_step_free(),
    powerKw !== null && m.listing_prefill_power({ power: formatDecimal(powerKw) }),
    hasExtractor && m.listing_prefill_extractor(),
    hasToilet && m.listing_prefill_toilet()
  ].filter((fact) => typeof fact === 'string');
  if (equipment.length === 0) return place;
  const list = new Intl.ListFormat(intlLocale(), { style: 'narrow', type: 'unit' }).format(equipment);
  return `${place} ${m.listing_prefill_equipment({ facts: list })}`;
}
