import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/lib/domain/figure';
import {
  countFigure,
  explainAbsence,
  headlineFigure,
  listOmissions,
  qualifyFigure
} from '../../src/lib/ui/figure/figure-text';

const FIGURE: Figure = {
  code: 'V1',
  value: 1 / 9,
  numerator: 1,
  denominator: 9,
  measure: 'units',
  unknown: 0,
  coverage: 1,
  range: [1 / 9, 1 / 9],
  absence: null
};

function tell(figure: Figure): string {
  return [headlineFigure(figure), countFigure(figure), ...qualifyFigure(figure), ...listOmissions(figure)]
    .filter((part) => part !== null)
    .join(' · ');
}

describe('a figure', () => {
  it('never stands alone', () => {
    expect(tell(FIGURE)).toBe('11,1\u00a0% · 1 von 9 · 0 unbekannt · Abdeckung 100\u00a0%');
  });

  it('shows how far the unknown units leave it open', () => {
    expect(tell({ ...FIGURE, unknown: 1, coverage: 0.9, range: [0.1, 0.2] })).toBe(
      '11,1\u00a0% · 1 von 9 · 1 unbekannt · Abdeckung 90\u00a0% · Spanne 10–20\u00a0%'
    );
  });

  it('is only a range at low coverage, and says why', () => {
    const thin: Figure = { ...FIGURE, value: null, coverage: 0.6, range: [0.1, 0.5], absence: 'low_coverage' };
    expect(headlineFigure(thin)).toBe('10–50\u00a0%');
    expect(explainAbsence(thin)).toBe('zu viel unbekannt, daher nur die Spanne');
    expect(qualifyFigure(thin)).not.toContain('Spanne 10–50\u00a0%');
  });

  it('is no nought where nothing counts', () => {
    const empty: Figure = { ...FIGURE, value: null, numerator: 0, denominator: 0, range: null, absence: 'empty' };
    expect(headlineFigure(empty)).toBe('kein Wert');
    expect(explainAbsence(empty)).toContain('keine Einheit');
  });

  it('shows no count of a withheld set', () => {
    const withheld: Figure = {
      ...FIGURE,
      value: null,
      numerator: null,
      denominator: null,
      unknown: null,
      coverage: null,
      range: null,
      absence: 'withheld'
    };
    expect(tell(withheld)).toBe('kein Wert');
    expect(explainAbsence(withheld)).toBe('zu wenige Fälle zum Veröffentlichen');
  });

  it('counts in its own measure', () => {
    expect(countFigure({ ...FIGURE, code: 'V2', measure: 'sqm', numerator: 96, denominator: 522 })).toBe(
      '96 von 522\u00a0m²'
    );
    expect(countFigure({ ...FIGURE, code: 'V4', measure: 'metres', numerator: 7.2, denominator: 61.5 })).toBe(
      '7,2 von 61,5 m'
    );
    expect(countFigure({ ...FIGURE, code: 'V10', numerator: 0.55 })).toBe('0,6 von 9');
  });

  it('tells a change from a rate', () => {
    const absorption: Figure = {
      ...FIGURE,
      code: 'V11',
      measure: 'sqm',
      value: -96,
      numerator: 426,
      denominator: 522,
      range: null
    };
    expect(headlineFigure(absorption)).toBe('-96\u00a0m²');
    expect(countFigure(absorption)).toBe('von 522\u00a0m² auf 426\u00a0m²');
  });

  it('names what it leaves out', () => {
    expect(
      listOmissions({ ...FIGURE, areaType: 'usable', otherAreaTypes: 2, works: 3, unusable: 0, basis: 'public_units' })
    ).toEqual(['Nutzfläche', '2 mit anderer Flächenart', '3 im Umbau', 'nur öffentlich bekannte Einheiten']);
  });
});
