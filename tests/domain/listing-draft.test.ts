import { describe, expect, it } from 'vitest';
import { UNIT_KINDS } from '../../src/lib/domain/codes';
import {
  beginDraft,
  checkListingDraft,
  expiryFrom,
  isOffered,
  LISTING_LENGTHS,
  type ListingDraft
} from '../../src/lib/domain/listing-draft';
import { checkPictureWords } from '../../src/lib/domain/listing-picture';
import { dueReminder } from '../../src/lib/domain/listing-reminder';

const TODAY = '2026-11-22';
const texts = {
  base: { title: 'Laden', description: 'Hell.', fit_out: null, conditions: null },
  others: { en: { title: 'Shop', description: null, fit_out: null, conditions: null } },
  confirmed: []
};
const begin = (freeOn: string | null = null) =>
  beginDraft({ kind: 'shop', freeOn }, { today: TODAY, texts, contactName: 'Hausverein' });
const check = (overrides: Partial<ListingDraft>, isForPublic = false) =>
  checkListingDraft({ ...begin(), ...overrides }, { areaSqm: 50, today: TODAY, isForPublic }).map(
    ({ field, code }) => `${field} ${code}`
  );

describe('a new offer', () => {
  it('can be saved as it begins, with its rent left open', () => {
    expect(begin()).toMatchObject({ availableOn: TODAY, rentCentsPerSqm: null, suitableUses: ['retail'] });
    expect(check({}, true)).toEqual([]);
  });

  it('begins on the known end of a use, unless that lies in the past', () => {
    expect(begin('2027-03-01').availableOn).toBe('2027-03-01');
    expect(begin('2026-03-01').availableOn).toBe(TODAY);
  });

  it('is made of everything but dwellings', () => {
    expect(UNIT_KINDS.filter((kind) => !isOffered(kind))).toEqual(['dwelling']);
  });
});

describe('the form of an offer', () => {
  it('wants a title always, a description for the public', () => {
    const bare = { ...texts, base: { ...texts.base, title: '', description: '' } };
    expect(check({ texts: bare })).toEqual(['title required']);
    expect(check({ texts: bare }, true)).toEqual(['title required', 'description required']);
  });

  it.each([
    [{ rentCentsPerSqm: 0 }, 'rentCentsPerSqm not_positive'],
    [{ rentCentsPerSqm: 100_001 }, 'rentCentsPerSqm out_of_range'],
    [{ serviceChargeCentsPerSqm: -1 }, 'serviceChargeCentsPerSqm out_of_range'],
    [{ depositMonths: 25 }, 'depositMonths out_of_range'],
    [{ minTermMonths: 12, maxTermMonths: 6 }, 'maxTermMonths end_not_after_start'],
    [{ divisibleFromSqm: 0 }, 'divisibleFromSqm not_positive'],
    [{ divisibleFromSqm: 50 }, 'divisibleFromSqm larger_than_unit'],
    [{ energyKwhPerSqm: 100 }, 'energyKind required'],
    [{ energyKind: 'exempt' as const, energyKwhPerSqm: 100 }, 'energyKind required'],
    [{ contactEmail: 'a@b\nBcc: c@d' }, 'contactEmail not_an_email'],
    [{ contactName: 'x'.repeat(101) }, 'contactName too_long'],
    [{ availableOn: '2026-02-30' }, 'availableOn not_a_day'],
    [{ availableOn: '2099-01-01' }, 'availableOn out_of_range'],
    [{ suitableUses: ['haunted' as never] }, 'suitableUses unknown_code']
  ])('refuses %j', (overrides, issue) => {
    expect(check(overrides)).toEqual([issue]);
  });

  it('refuses texts that are too long in any language, at their own field', () => {
    const long = 'x'.repeat(LISTING_LENGTHS.title + 1);
    const others = { en: { ...texts.others.en, title: long } };
    expect(check({ texts: { ...texts, others } })).toEqual(['title.en too_long']);
  });
});

describe('the time of an offer', () => {
  it('is counted from the day of its publication', () => {
    expect(expiryFrom('2026-11-22', { days: 180 })).toBe('2027-05-21');
  });

  it.each([
    ['2026-12-07', null],
    ['2026-12-06', 14],
    ['2026-11-25', 14],
    ['2026-11-24', 2],
    ['2026-11-23', 2],
    ['2026-11-22', null],
    ['2026-11-21', null]
  ])('that ends on %s is reminded of by the one of %s days', (expiresOn, days) => {
    expect(dueReminder(expiresOn, { today: TODAY, reminderDays: [14, 2] })).toBe(days);
  });

  it('is reminded of by nothing where the quarter wants none', () => {
    expect(dueReminder('2026-11-23', { today: TODAY, reminderDays: [] })).toBeNull();
  });
});

describe('the words of a picture', () => {
  it('say what it shows, who made it, and no day that has not come', () => {
    const words = { kind: 'photo', altText: '', credit: '', takenOn: '2026-11-23' } as const;
    expect(checkPictureWords(words, TODAY).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'altText required',
      'credit required',
      'takenOn in_the_future'
    ]);
    expect(checkPictureWords({ ...words, altText: 'Tür', credit: 'N. N.', takenOn: null }, TODAY)).toEqual([]);
  });
});
