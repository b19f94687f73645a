import { describe, expect, it } from 'vitest';
import { PALETTE, TOKENS } from '../../src/lib/domain/palette';
import { NO_CLASS, THEME_CLASSES } from '../../src/lib/domain/theme';
import { createPainter } from '../../src/lib/map/painter';
import { litFill } from '../../src/lib/map/style/fill-choice';
import { makeQuarter, makeUnit } from './quarter-fixture';

function makeTarget() {
  const states = new Map<string, Record<string, unknown>>();
  let calls = 0;
  return {
    states,
    get calls() {
      return calls;
    },
    setFeatureState({ source, id }: { source: string; id: number }, state: Record<string, unknown>): void {
      calls++;
      states.set(`${source} ${id}`, { ...states.get(`${source} ${id}`), ...state });
    }
  };
}

const vacancy = (name: (typeof THEME_CLASSES.vacancy)[number]): number => THEME_CLASSES.vacancy.indexOf(name);

function painted(classes: readonly number[], visible: readonly number[] = classes.map(() => 1)) {
  return {
    theme: 'vacancy' as const,
    ids: classes.map((_, index) => index + 1),
    classes: Uint8Array.from(classes),
    visible: Uint8Array.from(visible)
  };
}

describe('painter', () => {
  it('colours units by class and scheme', () => {
    const target = makeTarget();
    const painter = createPainter(target);
    painter.paintUnits(painted([vacancy('occupied'), vacancy('vacant')]), 'light');
    expect(target.states.get('units 1')).toEqual({ fill: PALETTE.vacancy.occupied.light });
    painter.paintUnits(painted([vacancy('occupied'), vacancy('vacant')]), 'dark');
    expect(target.states.get('units 2')).toEqual({ fill: PALETTE.vacancy.vacant.dark });
  });

  it('sends only what changed', () => {
    const target = makeTarget();
    const painter = createPainter(target);
    painter.paintUnits(painted([vacancy('occupied'), vacancy('vacant'), vacancy('works')]), 'light');
    const before = target.calls;
    painter.paintUnits(painted([vacancy('occupied'), vacancy('occupied'), vacancy('works')]), 'light');
    expect(target.calls - before).toBe(1);
  });

  it('marks what colour alone would have to carry, unless the filter fades it', () => {
    const painter = createPainter(makeTarget());
    painter.paintUnits(painted([vacancy('occupied'), vacancy('vacant'), vacancy('vacant')], [1, 1, 0]), 'light');
    expect([...painter.marks].map(([id, { pattern }]) => [id, pattern])).toEqual([[2, 'hatch']]);
  });

  it('paints classes that belong to no theme by the swatches that come with them', () => {
    const target = makeTarget();
    const painter = createPainter(target);
    const swatches = [
      { light: '#112233', dark: '#445566', pattern: 'none' },
      { light: '#aabbcc', dark: '#ddeeff', pattern: 'hatch' }
    ] as const;
    painter.paintUnits({ ...painted([1, 0]), theme: swatches }, 'dark');
    expect(target.states.get('units 1')).toEqual({ fill: '#ddeeff' });
    expect(target.states.get('units 2')).toEqual({ fill: '#445566' });
    expect([...painter.marks].map(([id, { pattern }]) => [id, pattern])).toEqual([[1, 'hatch']]);
  });

  it('counts a revision only when marks change', () => {
    const painter = createPainter(makeTarget());
    painter.paintUnits(painted([vacancy('vacant')]), 'light');
    const { revision } = painter;
    painter.paintUnits(painted([vacancy('vacant')]), 'light');
    expect(painter.revision).toBe(revision);
    painter.paintUnits(painted([vacancy('interim')]), 'light');
    expect(painter.revision).toBeGreaterThan(revision);
  });

  it('draws what has no class, and no pattern, in the quiet colour', () => {
    const target = makeTarget();
    const painter = createPainter(target);
    painter.paintUnits(painted([NO_CLASS]), 'light');
    expect(target.states.get('units 1')).toEqual({ fill: TOKENS.light.faded });
    expect(painter.marks.size).toBe(0);
  });

  it('colours a house with every unit of it, and takes its colour back with the next theme of units', () => {
    const target = makeTarget();
    const painter = createPainter(target);
    const data = makeQuarter({ units: [makeUnit(11), makeUnit(12), makeUnit(13, { building: 2 })] });
    const renovated = THEME_CLASSES.renewal.indexOf('renovated');
    painter.paintBuildings({ theme: 'renewal', ids: [1], classes: Uint8Array.of(renovated) }, 'light', data);
    expect(target.states.get('houses 1')).toEqual({ fill: PALETTE.renewal.renovated.light });
    expect(target.states.get('units 12')).toEqual({ fill: PALETTE.renewal.renovated.light });
    expect(target.states.has('units 13')).toBe(false);
    painter.paintUnits(painted([vacancy('occupied')]), 'light');
    expect(target.states.get('houses 1')).toEqual({ fill: null });
  });

  it('lights what is hovered over what is selected, and puts it out again', () => {
    const target = makeTarget();
    const painter = createPainter(target);
    painter.paintUnits(painted([vacancy('works'), vacancy('works')]), 'light');
    const fill = PALETTE.vacancy.works.light;
    painter.light('selection', [1], 'light');
    painter.light('hover', [1, 2], 'light');
    expect(target.states.get('units 1')?.lit).toBe(litFill(fill, 'light', 'hover'));
    painter.light('hover', [], 'light');
    expect(target.states.get('units 1')?.lit).toBe(litFill(fill, 'light', 'selection'));
    expect(target.states.get('units 2')?.lit).toBeNull();
  });

  it('keeps a selected unit in the light of its new class', () => {
    const target = makeTarget();
    const painter = createPainter(target);
    painter.paintUnits(painted([vacancy('works')]), 'light');
    painter.light('selection', [1], 'light');
    painter.paintUnits(painted([vacancy('vacant')]), 'light');
    expect(target.states.get('units 1')?.lit).toBe(litFill(PALETTE.vacancy.vacant.light, 'light', 'selection'));
  });

  it('tells everything again to a style that has lost it', () => {
    const target = makeTarget();
    const painter = createPainter(target);
    painter.paintUnits(painted([vacancy('occupied'), vacancy('vacant')]), 'light');
    target.states.clear();
    painter.restore();
    expect([...target.states.keys()]).toEqual(['units 1', 'units 2']);
  });
});
