import writeExcel, { type CellObject } from 'write-excel-file/node';
import { CSV_MARK, formatCsvLine } from '../../domain/csv';
import type { OfferRecord } from '../../domain/offer';
import { OFFER_COLUMNS, OFFER_TABLE_NOTES, type OfferColumn, type OfferTableNote } from '../../domain/offer-words';
import { sumRent } from '../../domain/rent';
import { writeSpaceSearch } from '../../domain/space-filter';
import type { SpaceSearchState } from '../../domain/space-finding';
import type { ServiceContext } from '../context';
import { listOffers } from '../listing/offer';
import { getQuarter, type QuarterDetail } from '../quarter';
import { listFoundIds } from '../space/space-search';
import { addressOf, latestChange, type OfferDocument, type OfferReader } from './offer-document';

/** A cell as it is typed; a day is a `Date` at midnight UTC. */
type Value = string | number | boolean | Date | null;
type Search = Pick<SpaceSearchState, 'filter' | 'sort'>;

const WIDE: ReadonlySet<OfferColumn> = new Set(['title', 'uses', 'address', 'block', 'street']);

/** What a search of the finder finds, as a table with semicolons. */
export async function exportCsv(context: ServiceContext, search: Search, reader: OfferReader): Promise<OfferDocument> {
  const { words } = reader;
  const { offers, quarter } = await find(context, search);
  const plain = (value: Value) => {
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    return value instanceof Date ? value.toISOString().slice(0, 10) : value;
  };
  const head = formatCsvLine(OFFER_COLUMNS.map((column) => words.columns[column]));
  const lines = offers.map((offer) => {
    const cells = cellsOf(offer, { reader, quarter });
    return formatCsvLine(OFFER_COLUMNS.map((column) => plain(cells[column])));
  });
  return {
    contentType: 'text/csv; charset=utf-8',
    body: CSV_MARK + head + lines.join(''),
    fileName: `${words.fileName}-${context.today}.csv`,
    changedAt: latestChange(offers)
  };
}

/** What a search of the finder finds, as a spreadsheet with typed cells, and a sheet about where it comes from. */
export async function exportXlsx(context: ServiceContext, search: Search, reader: OfferReader): Promise<OfferDocument> {
  const { words } = reader;
  const { offers, quarter } = await find(context, search);
  const rows = offers.map((offer) => {
    const cells = cellsOf(offer, { reader, quarter });
    return OFFER_COLUMNS.map((column) => toCell(cells[column]));
  });
  const head = OFFER_COLUMNS.map((column): CellObject => ({
    value: words.columns[column],
    type: String,
    fontWeight: 'bold'
  }));
  const notes = describe(offers, { context, search, reader });
  const about = OFFER_TABLE_NOTES.map((note) => [
    { value: words.notes[note], type: String, fontWeight: 'bold' } satisfies CellObject,
    toCell(notes[note])
  ]);
  const rightToLeft = words.isRightToLeft;
  const file = await writeExcel([
    {
      ...{ sheet: words.sheets.offers, data: [head, ...rows], rightToLeft, stickyRowsCount: 1 },
      columns: OFFER_COLUMNS.map((column) => ({ width: WIDE.has(column) ? 32 : 16 }))
    },
    { sheet: words.sheets.about, data: about, rightToLeft, columns: [{ width: 24 }, { width: 80 }] }
  ]).toBuffer();
  return {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: file,
    fileName: `${words.fileName}-${context.today}.xlsx`,
    changedAt: latestChange(offers)
  };
}

async function find(
  context: ServiceContext,
  search: Search
): Promise<{ readonly offers: readonly OfferRecord[]; readonly quarter: QuarterDetail }> {
  const [ids, quarter] = await Promise.all([listFoundIds(context, search), getQuarter(context)]);
  return { offers: await listOffers(context, ids), quarter };
}

function cellsOf(
  offer: OfferRecord,
  { reader, quarter }: { readonly reader: OfferReader; readonly quarter: QuarterDetail }
): Readonly<Record<OfferColumn, Value>> {
  const { words } = reader;
  const { place, areaType } = offer;
  const { locality, parameters } = quarter.settings;
  const euro = (cents: number | null) => (cents === null ? null : cents / 100);
  const day = (date: string | null) => (date === null ? null : new Date(`${date}T00:00:00Z`));
  return {
    ...{ id: offer.id, title: offer.title, status: words.statuses[offer.status], kind: words.kinds[offer.kind] },
    uses: offer.suitableUses.map((use) => words.uses[use]).join(', ') || null,
    areaSqm: offer.areaSqm,
    areaType: areaType && words.areaTypes[areaType],
    storey: words.storey(offer),
    ...{ frontageM: offer.frontageM, isStepFree: offer.isStepFree, powerKw: offer.powerKw },
    ...{ hasExtractor: offer.hasExtractor, hasToilet: offer.hasToilet, divisibleFromSqm: offer.divisibleFromSqm },
    rentPerSqm: euro(offer.rentCentsPerSqm),
    rent: euro(sumRent(offer, parameters.vatRate).coldCents),
    servicePerSqm: euro(offer.serviceChargeCentsPerSqm),
    ...{ isVatAdded: offer.isVatAdded, depositMonths: offer.depositMonths },
    availableOn: day(offer.availableOn),
    publishedOn: day(offer.publishedOn),
    confirmedOn: day(offer.confirmedOn),
    street: place?.unit.building.street ?? null,
    houseNumber: place?.unit.building.houseNumber ?? null,
    postcode: place?.postcode ?? null,
    town: locality.town,
    block: offer.block?.name ?? null,
    latitude: place?.position[1] ?? null,
    longitude: place?.position[0] ?? null,
    address: addressOf(reader, `/listings/${offer.id}`),
    nature: words.natures[offer.provenance.nature]
  };
}

function describe(
  offers: readonly OfferRecord[],
  {
    context,
    search,
    reader
  }: { readonly context: ServiceContext; readonly search: Search; readonly reader: OfferReader }
): Readonly<Record<OfferTableNote, Value>> {
  const listOnce = (texts: readonly string[]) => [...new Set(texts)].join('; ') || null;
  const query = writeSpaceSearch({ ...search, page: 1 }).toString();
  return {
    source: listOnce(offers.map(({ provenance }) => provenance.attribution)),
    licence: listOnce(offers.map(({ provenance }) => provenance.licence)),
    nature: listOnce(offers.map(({ provenance }) => reader.words.natures[provenance.nature])),
    asOf: new Date(`${context.today}T00:00:00Z`),
    count: offers.length,
    search: query || reader.words.feed.everything,
    address: addressOf(reader, query === '' ? '/listings' : `/listings?${query}`)
  };
}

function toCell(value: Value): CellObject | null {
  if (value === null) return null;
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' };
  if (typeof value === 'number') return { value, type: Number };
  return typeof value === 'boolean' ? { value, type: Boolean } : { value, type: String };
}
