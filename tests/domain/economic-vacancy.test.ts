import { describe, expect, it } from 'vitest';
import { measureEconomicVacancy } from '../../src/lib/domain/economic-vacancy';

describe('measureEconomicVacancy', () => {
  it('is the rent that is lost of the rent that is possible', () => {
    expect(
      measureEconomicVacancy([
        { actualCents: 80_000, potentialCents: 80_000 },
        { actualCents: 0, potentialCents: 20_000 },
        { actualCents: null, potentialCents: 50_000 },
        { actualCents: 1, potentialCents: null }
      ])
    ).toEqual({ value: expect.closeTo(0.2, 12), actualCents: 80_000, potentialCents: 100_000, unknown: 2 });
  });

  it('has no value without a potential rent', () => {
    expect(measureEconomicVacancy([{ actualCents: 0, potentialCents: 0 }]).value).toBeNull();
  });
});
