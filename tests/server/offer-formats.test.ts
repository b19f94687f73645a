import { eq } from 'drizzle-orm';
import { Readable } from 'node:stream';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offerWords } from '../../src/i18n/offer-words';
import { overwriteGetLocale, type Locale } from '../../src/i18n/paraglide/runtime';
import { EMPTY_SPACE_SEARCH } from '../../src/lib/domain/space-filter';
import type { ServiceContext } from '../../src/lib/server/context';
import { listing, listingFile, occupancy, unit } from '../../src/lib/server/db/schema';
import { describeBusiness } from '../../src/lib/server/offer-format/business-json-ld';
import type { OfferDocument } from '../../src/lib/server/offer-format/offer-document';
import { exportFeed } from '../../src/lib/server/offer-format/offer-feed';
import { describeOffer } from '../../src/lib/server/offer-format/offer-json-ld';
import { exportCsv, exportXlsx } from '../../src/lib/server/offer-format/offer-table';
import { exportOpenImmo, exportOpenImmoOffer } from '../../src/lib/server/offer-format/openimmo';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, TODAY } from '../support/factories';
import { findOpenImmoFaults, findXmlFaults, readCsv } from '../support/offer-files';

let database: TestDatabase;
let make: Factory;
const id: Record<string, number> = {};
const ORIGIN = 'https://karte.example.org';
const HOSTILE = '</script><script>alert(1)</script> & "<b>" ]]> =1+1';

/** Everything that is asked of the formats is asked by a planner: they must not see more than everybody. */
const planner = (): ServiceContext => contextOf(database.db, { actor: PLANNER });
const readerIn = (locale: Locale) => {
  overwriteGetLocale(() => locale);
  return { origin: ORIGIN, words: offerWords(), operatorName: null, contactEmail: null };
};
const textOf = ({ body }: OfferDocument) => body.toString();

/** Each format as text, by name, as it is made of all that may be exported. */
const FORMATS: Readonly<Record<string, (context: ServiceContext) => Promise<string>>> = {
  openimmo: async (context) => textOf(await exportOpenImmo(context, readerIn('de'))),
  atom: async (context) => textOf(await exportFeed(context, EMPTY_SPACE_SEARCH, readerIn('de'))),
  csv: async (context) => textOf(await exportCsv(context, EMPTY_SPACE_SEARCH, readerIn('de'))),
  xlsx: async (context) =>
    JSON.stringify(await sheetsOf(await exportXlsx(context, EMPTY_SPACE_SEARCH, readerIn('de')))),
  'json-ld': async (context) => (await describeOffer(context, id.offer!, readerIn('de'))) ?? '',
  'openimmo of one': async (context) =>
    exportOpenImmoOffer(context, id.offer!, readerIn('de')).then(textOf, (cause: { kind: string }) => cause.kind)
};

async function sheetsOf({ body }: OfferDocument) {
  return readExcel(Readable.from(body as Buffer));
}

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const district = await make.district();
  const block = await make.block({ districtId: district.id });
  const house = await make.building({ blockId: block.id, postcode: '04315', builtYear: 1893, isMonument: true });
  const storey = await make.storey({ buildingId: house.id });
  const shop = await make.unit({
    ...{ buildingId: house.id, storeyId: storey.id, areaSqm: 96.5, frontageM: 7.2, isStepFree: true, powerKw: 22 }
  });
  await make.occupancy({ unitId: shop.id, status: 'vacant', useClass: null });
  const offer = await make.listing({
    ...{ unitId: shop.id, title: HOSTILE, description: `Hell.\n${HOSTILE}`, conditions: 'Keine Gastronomie.' },
    ...{ suitableUses: ['retail', 'office'], rentCentsPerSqm: 820, serviceChargeCentsPerSqm: 240, isVatAdded: true },
    ...{ depositMonths: 3, minTermMonths: 24, maxTermMonths: 120, divisibleFromSqm: 40, energyKind: 'demand' },
    ...{ energyKwhPerSqm: 92, contactName: 'Vermietung', contactEmail: 'geheim@example.org', reviewNote: 'Geheim' },
    ...{ expiresOn: '2027-03-01', confirmedOn: '2026-11-03', fitOut: 'Rohbau' }
  });
  await database.db.insert(listingFile).values({
    ...{ listingId: offer.id, kind: 'floor_plan', position: 0, mediaType: 'image/webp', widthPx: 800, heightPx: 600 },
    ...{ sha256: 'ab', data: new Uint8Array([1]), altText: 'Zwei Räume', credit: 'N. N., CC0' }
  });
  Object.assign(id, { unit: shop.id, offer: offer.id });
});

afterAll(() => database.close());

describe('what may not be exported', () => {
  const set = async (fields: Partial<typeof listing.$inferInsert>) =>
    database.db.update(listing).set(fields).where(eq(listing.id, id.offer!));
  const place = async (locationPrecision: 'exact' | 'hidden') =>
    database.db.update(unit).set({ locationPrecision }).where(eq(unit.id, id.unit!));

  describe.each(Object.keys(FORMATS))('%s', (format) => {
    it('has the offer while everybody may see it', async () => {
      const text = await FORMATS[format]!(planner());
      expect(text).toContain('alert(1)');
      expect(text).not.toMatch(/geheim/i);
    });

    it.each([
      ['let', { status: 'let' }],
      ['a draft', { status: 'draft' }],
      ['in review', { status: 'review' }],
      ['withdrawn', { status: 'withdrawn' }],
      ['expired', { expiresOn: TODAY }]
    ] as const)('has it not when it is %s', async (_, fields) => {
      await set(fields);
      const text = await FORMATS[format]!(planner());
      await set({ status: 'public', expiresOn: '2027-03-01' });
      expect(text).not.toContain('alert(1)');
    });

    it('has it not when its place is hidden', async () => {
      await place('hidden');
      const text = await FORMATS[format]!(planner());
      await place('exact');
      expect(text).not.toContain('alert(1)');
    });

    it('has it not when its unit is let in the occupancy, whatever the offer says', async () => {
      const ofUnit = eq(occupancy.unitId, id.unit!);
      await database.db.update(occupancy).set({ status: 'occupied', useClass: 'retail' }).where(ofUnit);
      const text = await FORMATS[format]!(planner());
      await database.db.update(occupancy).set({ status: 'vacant', useClass: null }).where(ofUnit);
      expect(text).not.toContain('alert(1)');
      expect(await FORMATS[format]!(planner()), 'free again').toContain('alert(1)');
    });
  });

  it('names no house where the address is not released', async () => {
    await set({ isAddressReleased: false });
    const texts = await Promise.all(Object.values(FORMATS).map((write) => write(planner())));
    await set({ isAddressReleased: true });
    for (const text of texts) expect(text).not.toMatch(/Eisenbahnstra|04315|12\.406|51\.345|1893/);
    expect(texts[0]).toContain('<objektadresse_freigeben>false</objektadresse_freigeben>');
  });
});

describe('OpenImmo', () => {
  it.each(['de', 'en', 'ar'] as const)('keeps the schema, in %s', async (locale) => {
    const xml = textOf(await exportOpenImmo(planner(), readerIn(locale)));
    expect(await findOpenImmoFaults(xml)).toEqual([]);
    expect(xml).toContain(`<sprache>${locale}-DE</sprache>`);
  });

  it('keeps it with nothing recorded, on request and without an address', async () => {
    const house = await make.building({ street: null, houseNumber: null });
    const storey = await make.storey({ buildingId: house.id, level: 2 });
    for (const kind of ['office', 'practice', 'trade', 'storage', 'gastronomy', 'community', 'parking'] as const) {
      const bare = await make.unit({ buildingId: house.id, storeyId: storey.id, kind, areaSqm: null, areaType: null });
      await make.listing({ unitId: bare.id, isAddressReleased: kind === 'office' });
    }
    const xml = textOf(await exportOpenImmo(planner(), readerIn('de')));
    expect(await findOpenImmoFaults(xml)).toEqual([]);
    expect(xml.match(/<immobilie>/g)).toHaveLength(8);
    expect(xml).toContain('<freitext_preis>Miete auf Anfrage</freitext_preis>');
  });

  it('would be refused with its elements in another order, or with a let one', async () => {
    const xml = textOf(await exportOpenImmo(planner(), readerIn('de')));
    const turned = xml.replace(/(<plz>.*?<\/plz>)(\s*)(<ort>.*?<\/ort>)/, '$3$2$1');
    expect(turned).not.toBe(xml);
    expect(await findOpenImmoFaults(turned)).not.toEqual([]);
    expect(await findOpenImmoFaults(xml.replace('<vermietet>false', '<vermietet>true'))).not.toEqual([]);
  });

  it('says amounts in euro, the deposit as a sum, and keeps what people wrote as text', async () => {
    const xml = textOf(await exportOpenImmoOffer(planner(), id.offer!, readerIn('de')));
    expect(xml).toContain('<nettokaltmiete>791.30</nettokaltmiete>');
    expect(xml).toContain('<kaution>2373.90</kaution>');
    expect(xml).toContain('&lt;/script&gt;');
    expect(xml).toContain(`<pfad>${ORIGIN}/listing-files/`);
  });
});

describe('the feed', () => {
  it('is well-formed, says its language and where it is, and has lasting ids that differ by language', async () => {
    const [german, arabic] = [
      textOf(await exportFeed(planner(), EMPTY_SPACE_SEARCH, readerIn('de'))),
      textOf(await exportFeed(planner(), EMPTY_SPACE_SEARCH, readerIn('ar')))
    ];
    const idsOf = (xml: string) => [...xml.matchAll(/<id>(.*?)<\/id>/g)].map(([, uri]) => uri!);
    for (const xml of [german, arabic]) {
      expect(await findXmlFaults(xml)).toEqual([]);
      expect(
        idsOf(xml).every((uri) =>
          /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uri)
        )
      ).toBe(true);
    }
    expect(german, 'titles are HTML: what people wrote is text in it').toContain(
      '<![CDATA[&lt;/script&gt;&lt;script&gt;'
    );
    expect(german).not.toContain('<script>');
    expect(arabic).toContain('xml:lang="ar"');
    expect(arabic).toContain(`href="${ORIGIN}/ar/feeds/listings.atom"`);
    expect(new Set([...idsOf(german), ...idsOf(arabic)]).size).toBe(idsOf(german).length * 2);
    expect(idsOf(textOf(await exportFeed(planner(), EMPTY_SPACE_SEARCH, readerIn('de'))))).toEqual(idsOf(german));
  });

  it('has what its search finds', async () => {
    const only = async (uses: readonly ('housing' | 'retail')[]) =>
      textOf(
        await exportFeed(
          planner(),
          { ...EMPTY_SPACE_SEARCH, filter: { ...EMPTY_SPACE_SEARCH.filter, uses } },
          readerIn('de')
        )
      );
    expect(await only(['housing'])).not.toContain('<entry>');
    expect(await only(['retail'])).toContain('alert(1)');
    expect(await only(['retail'])).toContain('listings.atom?for=retail');
  });

  it('changes its time with its newest offer', async () => {
    const before = await exportFeed(planner(), EMPTY_SPACE_SEARCH, readerIn('de'));
    await database.db.update(listing).set({ fitOut: 'bezugsfertig' }).where(eq(listing.id, id.offer!));
    const after = await exportFeed(planner(), EMPTY_SPACE_SEARCH, readerIn('de'));
    expect(after.changedAt! >= before.changedAt!).toBe(true);
    expect(textOf(after)).toContain(`<updated>${new Date(after.changedAt!).toISOString()}</updated>`);
  });
});

describe('the tables', () => {
  it('guard what a spreadsheet would run, and name their columns in the language of the reader', async () => {
    await database.db.update(listing).set({ title: '=HYPERLINK("x")' }).where(eq(listing.id, id.offer!));
    const rows = readCsv(textOf(await exportCsv(planner(), EMPTY_SPACE_SEARCH, readerIn('en'))));
    await database.db.update(listing).set({ title: HOSTILE }).where(eq(listing.id, id.offer!));
    expect(rows[0]!.slice(0, 3)).toEqual(['Number', 'Title', 'State']);
    const row = rows.find(([number]) => number === String(id.offer))!;
    expect(row[1]).toBe(`'=HYPERLINK("x")`);
    expect(row[rows[0]!.indexOf('Cold rent a month in €')]).toBe('791.3');
    expect(new Set(rows.map(({ length }) => length)).size, 'every line has every column').toBe(1);
  });

  it('give a spreadsheet numbers, days and truth values, and a sheet about their source', async () => {
    const sheets = await sheetsOf(await exportXlsx(planner(), EMPTY_SPACE_SEARCH, readerIn('de')));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Räume', 'Quelle']);
    const [head, ...rows] = sheets[0]!.data;
    const row = rows.find(([number]) => number === id.offer)!;
    const cell = (label: string) => row[head!.indexOf(label)];
    expect([cell('Fläche in m²'), cell('Stufenlos'), cell('Kaltmiete im Monat in €')]).toEqual([96.5, true, 791.3]);
    expect(cell('Frei ab')).toEqual(new Date('2026-12-01T00:00:00Z'));
    const about = Object.fromEntries(sheets[1]!.data.map(([label, value]) => [String(label), value]));
    expect(about).toMatchObject({ Quelle: 'Test e. V.', Lizenz: 'CC0-1.0', Suche: 'alle Räume' });
    expect(about['Stand']).toEqual(new Date(`${TODAY}T00:00:00Z`));
  });
});

describe('JSON-LD', () => {
  it('cannot end the element that it stands in', async () => {
    const json = (await describeOffer(planner(), id.offer!, readerIn('de')))!;
    expect(json).not.toMatch(/[<>&]/);
    expect((JSON.parse(json) as { name: string }).name).toBe(HOSTILE);
  });

  it('tells what is offered, for how much and where', async () => {
    const node: unknown = JSON.parse((await describeOffer(planner(), id.offer!, readerIn('en')))!);
    expect(node).toMatchObject({
      '@type': 'RealEstateListing',
      '@id': `${ORIGIN}/en/listings/${id.offer}`,
      inLanguage: 'en',
      offers: {
        businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut',
        availability: 'https://schema.org/InStock',
        availabilityStarts: '2026-12-01',
        priceSpecification: [
          { price: '8.20', priceCurrency: 'EUR', unitCode: 'MTK' },
          { price: '791.30', unitCode: 'MON' }
        ]
      },
      mainEntity: {
        '@type': 'Accommodation',
        floorSize: { value: 96.5, unitCode: 'MTK' },
        address: {
          streetAddress: 'Eisenbahnstraße 83',
          postalCode: '04315',
          addressLocality: 'Leipzig',
          addressCountry: 'DE'
        },
        accommodationFloorPlan: [
          { '@type': 'FloorPlan', layoutImage: { contentUrl: expect.stringContaining('/listing-files/') as string } }
        ]
      }
    });
  });

  it('tells of a business what everybody may know: its languages with consent only', async () => {
    const shown = await make.business({
      name: 'Teehaus',
      languages: ['ar', 'de'],
      languagesConsent: true,
      openingHours: 'Mo-Sa 09:00-20:00'
    });
    const silent = await make.business({
      name: 'Teehaus 2',
      languages: ['ar'],
      openingHours: 'PH off; "nach Absprache"'
    });
    const hidden = await make.business({ name: 'Heimlich', isPublic: false });
    const read = async (business: number) => describeBusiness(planner(), business, readerIn('de'));
    expect(JSON.parse((await read(shown.id))!)).toMatchObject({
      '@type': 'LocalBusiness',
      knowsLanguage: ['ar', 'de'],
      openingHours: ['Mo-Sa 09:00-20:00']
    });
    const node = JSON.parse((await read(silent.id))!) as Record<string, unknown>;
    expect([node.knowsLanguage, node.openingHours]).toEqual([undefined, undefined]);
    expect(await read(hidden.id)).toBeNull();
  });
});
