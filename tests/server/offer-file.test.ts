import sharp from 'sharp';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_MEGABYTES } from '../../src/lib/domain/listing-picture';
import { listing, listingFile } from '../../src/lib/server/db/schema';
import {
  addListingFiles,
  describeListingFile,
  getListingFile,
  moveListingFile,
  removeListingFile
} from '../../src/lib/server/listing/listing-file';
import { preparePicture } from '../../src/lib/server/listing/listing-picture';
import { readListingRecord } from '../../src/lib/server/listing/listing-record';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { buildDeskHouse, refusalOf } from '../support/desk-house';
import { actorOf, contextOf, Factory, PLANNER } from '../support/factories';

let database: TestDatabase;
let make: Factory;
let unitId: number;
let buildingId: number;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const house = await buildDeskHouse(make, 1);
  [unitId, buildingId] = [house.unitIds[0]!, house.buildingId];
});
afterAll(() => database.close());

const as = (actor = PLANNER) => contextOf(database.db, { actor });
const owner = () => as(actorOf('owner', { buildingIds: [buildingId] }));
const offer = async (status: 'draft' | 'public' | 'let' = 'draft') => (await make.listing({ unitId, status })).id;
const WORDS = {
  kind: 'photo',
  altText: 'Der Laden von außen',
  credit: 'Hausverein, CC BY 4.0',
  takenOn: null
} as const;

/** A photograph as a telephone takes it: with a place, a camera and an orientation. */
async function photo({ width = 40, height = 20, hue = 0 } = {}): Promise<Uint8Array> {
  const background = { r: hue, g: 120, b: 40 };
  return sharp({ create: { width, height, channels: 3, background } })
    .withExif({
      IFD0: { Make: 'Kamera', Artist: 'Ada Beispiel' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 20/1 44/1', GPSLongitudeRef: 'E', GPSLongitude: '12/1 24/1 24/1' }
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}
const add = (id: number, files: readonly Uint8Array[], context = as()) =>
  addListingFiles(context, {
    listing: { id, version: null },
    pictures: files.map((bytes) => ({ ...WORDS, bytes })),
    isChecked: true
  });

describe('a picture', () => {
  it('loses place, camera and author, and stands upright', async () => {
    const bytes = await photo();
    const before = await sharp(bytes).metadata();
    expect([before.exif !== undefined, Buffer.from(bytes).includes('Ada Beispiel')]).toEqual([true, true]);
    const made = await preparePicture(bytes, 'files');
    const after = await sharp(made.data).metadata();
    expect(after).toMatchObject({ format: 'webp', width: 20, height: 40 });
    expect([after.exif, after.xmp, after.iptc, after.icc, after.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined
    ]);
    expect(Buffer.from(made.data).includes('Ada Beispiel')).toBe(false);
    expect(made).toMatchObject({ widthPx: 20, heightPx: 40, mediaType: 'image/webp' });
  });

  it('is made no longer than 1600 pixels, and a small one no larger', async () => {
    const large = await preparePicture(await photo({ width: 3200, height: 1000 }), 'files');
    expect([large.widthPx, large.heightPx]).toEqual([500, 1600]);
  });

  it.each(['png', 'webp', 'avif'] as const)('may be %s', async (format) => {
    const bytes = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#123456' } })
      .toFormat(format)
      .toBuffer();
    expect(await preparePicture(bytes, 'files')).toMatchObject({ widthPx: 8, heightPx: 4 });
  });

  it.each([
    [
      'a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      'file_no_picture'
    ],
    ['a document', Buffer.from('%PDF-1.7 …'), 'file_no_picture'],
    ['a GIF', Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;'), 'file_no_picture'],
    ['a JPEG in name only', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'file_no_picture'],
    ['nothing', Buffer.alloc(0), 'file_missing'],
    ['too many bytes', Buffer.alloc(MOST_MEGABYTES * 1_000_000 + 1, 0xff), 'file_too_large']
  ])('is not %s', async (_, bytes, code) => {
    expect(await refusalOf(() => preparePicture(bytes, 'files'))).toBe(`invalid files ${code}`);
  });

  it('of more points than a machine should hold is refused before it is decoded', async () => {
    const bytes = await sharp({ create: { width: 10_000, height: 5_001, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(await refusalOf(() => preparePicture(bytes, 'files'))).toBe('invalid files file_too_many_pixels');
  });
});

describe('the pictures of an offer', () => {
  it('are added several at once, put in order, described and removed', async () => {
    const id = await offer();
    const { result: ids } = await add(id, [await photo({ hue: 1 }), await photo({ hue: 200 })]);
    const listing = { id, version: null };
    await moveListingFile(as(), { listing, fileId: ids[1]!, by: -1 });
    await describeListingFile(as(), { listing, fileId: ids[0]!, words: { ...WORDS, altText: 'Die Tür' } });
    const { files } = await readListingRecord(as(), id);
    expect(files.map((file) => [file.id, file.altText])).toEqual([
      [ids[1], 'Der Laden von außen'],
      [ids[0], 'Die Tür']
    ]);
    await removeListingFile(as(), { listing, fileId: ids[1]! });
    expect((await readListingRecord(as(), id)).files.map((file) => file.id)).toEqual([ids[0]]);
  });

  it('are all refused where one is', async () => {
    const id = await offer();
    const attempt = add(id, [await photo({ hue: 2 }), Buffer.from('%PDF')]);
    expect(await refusalOf(() => attempt)).toBe('invalid files file_no_picture');
    expect(await database.db.$count(listingFile, sql`listing_id = ${id}`)).toBe(0);
  });

  it('want words, a look for people, and are not taken twice', async () => {
    const id = await offer();
    const bytes = await photo({ hue: 3 });
    const wordless = addListingFiles(as(), {
      listing: { id, version: null },
      pictures: [{ ...WORDS, altText: '', credit: '', bytes }],
      isChecked: false
    });
    expect(await refusalOf(() => wordless)).toBe('invalid isChecked not_ticked, altText required, credit required');
    await add(id, [bytes]);
    const again = add(id, [bytes]);
    expect(await refusalOf(() => again)).toBe('invalid files file_twice');
  });

  it('of an owner send a shown offer back to the review, those of the desk do not', async () => {
    const id = await offer('public');
    const status = async () =>
      (
        await database.db
          .select()
          .from(listing)
          .where(sql`id = ${id}`)
      )[0]!.status;
    await add(id, [await photo({ hue: 4 })]);
    expect(await status()).toBe('public');
    await add(id, [await photo({ hue: 5 })], owner());
    expect(await status()).toBe('review');
  });

  it('stay as they are where the offer is over', async () => {
    const id = await offer('let');
    const attempt = add(id, [await photo({ hue: 6 })]);
    expect(await refusalOf(() => attempt)).toBe('conflict step_not_possible');
  });
});

describe('the address of a picture', () => {
  const fileOf = async (id: number) => (await readListingRecord(as(), id)).files[0]!;

  it('is for everybody while the offer is, and for those who work on it before', async () => {
    const id = await offer();
    await add(id, [await photo({ hue: 7 })]);
    const file = await fileOf(id);
    const get = (actor = PLANNER) => getListingFile(as(actor), file.id, file.sha256);
    expect(await refusalOf(() => get(actorOf('public')))).toBe('not_found listing_file_not_found');
    expect(await refusalOf(() => get(actorOf('owner', { buildingIds: [buildingId + 1] })))).toBe(
      'not_found listing_file_not_found'
    );
    expect((await get(actorOf('owner', { buildingIds: [buildingId] }))).isPublic).toBe(false);
    await database.db
      .update(listing)
      .set({ status: 'public' })
      .where(sql`id = ${id}`);
    expect((await get(actorOf('public'))).isPublic).toBe(true);
    await database.db
      .update(listing)
      .set({ expiresOn: '2026-11-22' })
      .where(sql`id = ${id}`);
    expect(await refusalOf(() => get(actorOf('public')))).toBe('not_found listing_file_not_found');
  });

  it('names the content: another one has none', async () => {
    const id = await offer('public');
    await add(id, [await photo({ hue: 8 })]);
    const { id: fileId } = await fileOf(id);
    expect(await refusalOf(() => getListingFile(as(), fileId, '0'.repeat(64)))).toBe(
      'not_found listing_file_not_found'
    );
  });
});
