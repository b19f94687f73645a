import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumRent } from '../../src/lib/domain/rent';

const terms = {
  ...{ areaSqm: 96, rentCentsPerSqm: 820, serviceChargeCentsPerSqm: 240 },
  ...{ isVatAdded: false, depositMonths: 3 }
};

describe('sumRent', () => {
  it('works out what stands in the exposé: rent, charges, both, deposit', () => {
    expect(sumRent(terms, 0.19)).toEqual({
      ...{ coldCents: 78_720, serviceChargeCents: 23_040, totalCents: 101_760, vatCents: null },
      ...{ payableCents: 101_760, depositCents: 236_160 }
    });
  });

  it('adds value added tax to rent and charges where the owner has opted for it', () => {
    expect(sumRent({ ...terms, isVatAdded: true }, 0.19)).toMatchObject({ vatCents: 19_334, payableCents: 121_094 });
  });

  it('claims no sum that does not follow: no rent, no area, no charges', () => {
    const onRequest = sumRent({ ...terms, rentCentsPerSqm: null }, 0.19);
    expect(onRequest).toMatchObject({
      coldCents: null,
      totalCents: null,
      depositCents: null,
      serviceChargeCents: 23_040
    });
    expect(Object.values(sumRent({ ...terms, areaSqm: null }, 0.19))).toEqual(Array(6).fill(null));
    expect(sumRent({ ...terms, serviceChargeCentsPerSqm: null }, 0.19)).toMatchObject({
      totalCents: null,
      coldCents: 78_720
    });
  });

  it('gives whole cents whose parts make the sum', () => {
    const amount = fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: null });
    fc.assert(
      fc.property(
        fc.float({ min: 1, max: 5000, noNaN: true }),
        amount,
        amount,
        fc.boolean(),
        (areaSqm, rent, service, isVatAdded) => {
          const sums = sumRent(
            { ...terms, areaSqm, rentCentsPerSqm: rent, serviceChargeCentsPerSqm: service, isVatAdded },
            0.19
          );
          expect(Object.values(sums).every((cents) => cents === null || Number.isInteger(cents))).toBe(true);
          if (sums.payableCents === null) return;
          expect(sums.payableCents).toBe(sums.coldCents! + sums.serviceChargeCents! + (sums.vatCents ?? 0));
        }
      )
    );
  });
});
