import { render } from 'svelte/server';
import { afterEach, describe, expect, it } from 'vitest';
import { baseLocale, overwriteGetLocale } from '../../src/i18n/paraglide/runtime';
import { attributesOn } from '../../src/lib/domain/attributes';
import type { Focus } from '../../src/lib/domain/focus';
import { toDayNumber } from '../../src/lib/domain/interval';
import { PATTERNS } from '../../src/lib/domain/palette';
import { classifyUnits, THEME_CLASSES } from '../../src/lib/domain/theme';
import { THEMES, type Theme } from '../../src/lib/domain/view-state';
import StackingView from '../../src/lib/ui/house/StackingView.svelte';
import { describeUnit } from '../../src/lib/ui/house/unit-text';
import StreetFace from '../../src/lib/ui/street-face/StreetFace.svelte';
import Legend from '../../src/lib/ui/theme/Legend.svelte';
import { paletteCss } from '../../src/lib/ui/theme/palette-css';
import ThemeSwitch from '../../src/lib/ui/theme/ThemeSwitch.svelte';
import TimeStrip from '../../src/lib/ui/time/TimeStrip.svelte';
import { makeFocus, PARAMETERS } from '../domain/focus-factory';

const TODAY = toDayNumber('2026-11-22');

const FOCUS = makeFocus([
  {
    houseNumber: '83',
    storeys: [
      {
        level: 0,
        type: 'EG',
        units: [
          {
            kind: 'gastronomy',
            areaSqm: 88,
            occupancies: [{ from: '2020-01-01', status: 'occupied', use: 'gastronomy', business: 'Café Beispiel' }]
          },
          {
            kind: 'shop',
            areaSqm: 96,
            frontageM: 7.2,
            target: 'retail',
            occupancies: [{ from: '2026-04-14', status: 'vacant' }]
          }
        ]
      },
      { level: 1, type: 'OG', units: [{ kind: 'dwelling', areaSqm: null, occupancies: [] }] },
      { level: 2, type: 'OG', units: [] }
    ]
  },
  { houseNumber: '81', storeys: [{ level: 0, type: 'EG', units: [{ kind: 'office' }] }] }
]);

function draw(focus: Focus, theme: Theme = 'vacancy') {
  const attributes = attributesOn(focus, TODAY);
  const classes = classifyUnits(theme, focus, attributes);
  return { focus, attributes, classes, theme, visible: new Uint8Array(classes.length).fill(1) };
}

const href = (kind: string, id: number): string => `/${kind}s/${id}`;

/** What is read aloud or seen: tags and comments removed. */
function textOf(html: string): string {
  return html
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

afterEach(() => overwriteGetLocale(() => baseLocale));

describe('the words of a unit', () => {
  it.each([
    ['vacancy', { name: 'Laden', word: 'leer', aside: 'Erdgeschoss, leer seit 7 Mon.' }],
    ['use', { name: 'Laden', word: 'leer', aside: 'Erdgeschoss' }],
    ['plan', { name: 'Handel', word: null, aside: 'Erdgeschoss' }],
    ['difference', { name: 'Laden', word: 'noch anzusiedeln', aside: 'Erdgeschoss' }],
    ['duration', { name: 'Laden', word: 'leer seit 7 Mon.', aside: 'Erdgeschoss' }]
  ] as const)('say under %s what the colour says', (theme, words) => {
    expect(describeUnit(draw(FOCUS, theme), 1, { key: 'EG', number: null })).toEqual({
      ...words,
      size: '96\u00a0m² · 7,2 m'
    });
  });

  it('keep the usual case quiet, but audible', () => {
    expect(describeUnit(draw(FOCUS), 0, { key: 'EG', number: null })).toMatchObject({
      name: 'Café Beispiel',
      word: null,
      aside: 'Erdgeschoss, belegt'
    });
  });

  it('say where the area is not known', () => {
    expect(describeUnit(draw(FOCUS), 2, { key: 'OG', number: 1 }).size).toBe('Fläche unbekannt');
  });
});

describe('the section of a house, without JavaScript', () => {
  const { body } = render(StackingView, { props: { ...draw(FOCUS), building: 0, selectedUnits: [1], href } });

  it('links every unit, each a tab stop', () => {
    for (const id of [1000, 1001, 1002]) expect(body).toMatch(new RegExp(`<a[^>]*href="/units/${id}"`));
    expect(body).not.toMatch(/<a[^>]*tabindex/);
  });

  it('is a grid with a header for every storey, from the attic down', () => {
    const headers = [...body.matchAll(/role="rowheader"[^>]*>([^<]*)</g)].map((match) => match[1]);
    expect(headers).toEqual(['2. OG', '1. OG', 'EG']);
    expect(body.match(/role="gridcell"/g)).toHaveLength(4);
  });

  it('marks the selected unit for eyes and ears', () => {
    expect(body.match(/aria-selected="true"/g)).toHaveLength(1);
    expect(body).toMatch(/<a[^>]*class="[^"]*\bselected\b[^"]*"[^>]*data-unit="1001"/);
  });

  it('says that a storey has no unit', () => {
    expect(textOf(body)).toContain('keine Einheit');
  });

  it('says what the filter hides', () => {
    const faded = render(StackingView, {
      props: { ...draw(FOCUS), visible: new Uint8Array(4), building: 0, selectedUnits: [], href }
    }).body;
    expect(textOf(faded).match(/ausgeblendet durch den Filter/g)).toHaveLength(3);
  });

  it('is not mirrored in Arabic: left is left as seen from the street', () => {
    overwriteGetLocale(() => 'ar');
    const arabic = render(StackingView, { props: { ...draw(FOCUS), building: 0, selectedUnits: [], href } }).body;
    expect(arabic).toMatch(/class="units[^"]*"[^>]*dir="ltr"/);
    expect(arabic).toMatch(/<a[^>]*dir="rtl"[^>]*data-unit="1000"/);
    expect(textOf(arabic)).toContain('الطابق الأرضي');
  });
});

describe('the street face, without JavaScript', () => {
  const { body } = render(StreetFace, {
    props: { ...draw(FOCUS), selectedUnit: null, selectedBuilding: 0, href }
  });

  it('links every house by its address, and says what its colours say', () => {
    expect(body).toMatch(/<a[^>]*href="\/buildings\/100"/);
    expect(textOf(body)).toContain('Eisenbahnstraße 83: 1 belegt, 1 leer und 1 unbekannt');
  });

  it('frames the selected house alone', () => {
    expect(body.match(/aria-current="true"/g)).toHaveLength(1);
  });
});

describe('the time strip, without JavaScript', () => {
  const { body } = render(TimeStrip, {
    props: {
      from: toDayNumber('2004-01-01'),
      to: toDayNumber('2031-12-31'),
      today: TODAY,
      value: TODAY,
      name: 'Block 99',
      series: { days: [], value: [], vacant: [], lettable: [], unknown: [], coverage: [], lower: [], upper: [] },
      minimumCoverage: 0.8,
      milestones: [{ day: toDayNumber('2012-04-01'), title: 'Nr. 83 saniert', href: '/measures/3' }],
      kept: [
        ['theme', 'use'],
        ['date', '2010-01-01'],
        ['status', 'vacant'],
        ['status', 'works']
      ],
      onchange: () => undefined
    }
  });

  it('is a form that sends the date and keeps the other settings', () => {
    expect(body).toMatch(/<form[^>]*method="get"/);
    expect(body).toMatch(/<input[^>]*type="date"[^>]*name="date"[^>]*value="2026-11-22"/);
    expect(
      [...body.matchAll(/type="hidden" name="(\w+)" value="([\w-]+)"/g)].map(([, name, value]) => [name, value])
    ).toEqual([
      ['theme', 'use'],
      ['status', 'vacant'],
      ['status', 'works']
    ]);
  });

  it('says its day in words', () => {
    expect(body).toMatch(/role="slider"[^>]*aria-valuetext="22.11.2026, heute"/);
  });

  it('lists every event with its page', () => {
    expect(body).toContain('href="/measures/3"');
    expect(textOf(body)).toContain('01.04.2012 Nr. 83 saniert');
  });
});

describe('colours', () => {
  it('have a rule for every class of every theme', () => {
    const css = paletteCss();
    const missing = THEMES.flatMap((theme) =>
      THEME_CLASSES[theme].filter((name) => !css.includes(`[data-swatch='${theme}-${name}']`))
    );
    expect(missing).toEqual([]);
  });

  it('draw every pattern', () => {
    expect(PATTERNS).toHaveLength(5);
    expect(paletteCss()).toContain('135deg');
    expect(paletteCss()).toContain('45deg');
    expect(paletteCss()).toContain('radial-gradient');
  });

  it('come with counts, and without classes that do not occur', () => {
    const { body } = render(Legend, {
      props: {
        title: 'Block 99',
        date: '22.11.2026',
        theme: 'duration',
        classes: THEME_CLASSES.duration,
        counts: [94, 0, 9, 0, 0, 0, 0, 0],
        parameters: PARAMETERS
      }
    });
    expect(textOf(body)).toBe('Block 99 · Dauer am 22.11.2026 in Nutzung 94 länger leer 1 Jahr bis 3 Jahre 9');
  });

  it('are switched by links', () => {
    const { body } = render(ThemeSwitch, { props: { theme: 'plan', href: (theme: string) => `?theme=${theme}` } });
    expect(body.match(/<a /g)).toHaveLength(THEMES.length);
    expect(body).toMatch(/<a[^>]*href="\?theme=plan"[^>]*aria-current="true"/);
  });
});
