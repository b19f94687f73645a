import { describe, expect, it } from 'vitest';
import { writeListingTexts } from '../../src/i18n/listing-texts';
import { offerMailsFrom } from '../../src/i18n/offer-mails';

const house = { id: 1, street: 'Ludwigstraße', houseNumber: '5', sequence: null, isCourtyard: false };
const reminder = { title: 'Eckladen', house, expiresOn: '2026-12-06', name: 'Ada' };

describe('the reminder of an offer', () => {
  it.each([
    ['de', 'Noch frei? Eckladen', '05.12.2026', 'https://x.example/still-free?token=geheim'],
    ['en', 'Still free? Eckladen', '5 Dec 2026', 'https://x.example/en/still-free?token=geheim'],
    ['ar', 'هل ما زالت شاغرة؟ Eckladen', '05‏/12‏/2026', 'https://x.example/ar/still-free?token=geheim']
  ])('in %s names the last day and leads to a page of that language', (locale, subject, day, link) => {
    const text = offerMailsFrom('https://x.example').reminder({ ...reminder, locale }, 'geheim');
    expect(text.subject).toBe(subject);
    for (const part of ['Ada', 'Ludwigstraße 5', day, link]) expect(text.body).toContain(part);
  });

  it('to an address without a name greets nobody by a placeholder', () => {
    const { body } = offerMailsFrom('https://x.example').reminder({ ...reminder, name: null, locale: 'de' }, 'geheim');
    expect(body.startsWith('Guten Tag,\n')).toBe(true);
  });
});

describe('the texts that an offer begins with', () => {
  const unit = { kind: 'shop', areaSqm: 96 } as const;
  const offered = {
    ...{ unit, storeyType: 'EG' as const, level: 0, frontageM: 7.2, hasOwnEntrance: true, isStepFree: null },
    ...{ powerKw: null, hasExtractor: false, hasToilet: true }
  } as const;

  it('say in every language what is recorded, and nothing else', () => {
    const { base, others } = writeListingTexts(offered, ['de', 'en', 'ar']);
    expect(base).toMatchObject({ title: 'Laden, 96 m²', conditions: null });
    expect(base.description).toContain('Schaufenster 7,2 m');
    expect(base.description).not.toContain('stufenlos');
    expect(others.en?.title).toContain('96 m²');
    expect(others.en?.description).toContain('shop window of 7.2');
    expect(others.ar?.description).toContain('واجهة زجاجية');
  });

  it('end with the place where nothing more is known', () => {
    const bare = {
      ...offered,
      unit: { ...unit, areaSqm: null },
      frontageM: null,
      hasOwnEntrance: false,
      hasToilet: null
    };
    expect(writeListingTexts(bare, ['de']).base).toMatchObject({ title: 'Laden', description: 'Laden, Erdgeschoss.' });
  });
});
