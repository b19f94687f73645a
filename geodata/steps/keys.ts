import type { ProblemList } from './problems';
import type { AuthoredContent } from './validate';

interface Keyed {
  readonly file: string;
  readonly pointer: string;
  readonly key: string;
}

/** Checks that no two records of one kind have the same key. */
export function checkKeys(content: AuthoredContent, problems: ProblemList): void {
  const { folder, sources, measures } = content;
  const inList = (file: string, keys: readonly string[], pointer: (index: number) => string): Keyed[] =>
    keys.map((key, i) => ({ file, pointer: pointer(i), key }));
  const lists: Keyed[][] = [
    inList(
      'sources.json',
      sources.map(({ key }) => key),
      (i) => `/${i}/key`
    ),
    inList(
      `${folder}/districts.json`,
      content.districts.map(({ code }) => code),
      (i) => `/${i}/code`
    ),
    inList(
      `${folder}/blocks.json`,
      content.blocks.map(({ slug }) => slug),
      (i) => `/${i}/slug`
    ),
    inList(
      `${folder}/indicators.json`,
      content.indicators.map(({ code }) => code),
      (i) => `/${i}/code`
    ),
    ...(['parties', 'businesses', 'listings', 'offices', 'guide', 'plan-rules', 'renewal-areas'] as const).map((name) =>
      inList(
        `${folder}/${name}.json`,
        content[name].map(({ ref }) => ref),
        (i) => `/${i}/ref`
      )
    ),
    inList(
      `${folder}/plan-ratios.json`,
      content['plan-ratios'].map(({ key, use }) => (use === undefined ? key : `${key} ${use}`)),
      (i) => `/${i}/key`
    ),
    ...(['overallMeasures', 'measures'] as const).map((kind) =>
      inList(
        `${folder}/measures.json`,
        measures[kind].map(({ ref }) => ref),
        (i) => `/${kind}/${i}/ref`
      )
    ),
    content.buildings.map(({ file, building }) => ({ file, pointer: '/ref', key: building.ref })),
    content.plans.map(({ file, plan }) => ({ file, pointer: '/ref', key: plan.ref }))
  ];
  for (const list of lists) addDoubles(list, problems);
}

function addDoubles(list: readonly Keyed[], problems: ProblemList): void {
  const first = new Map<string, Keyed>();
  for (const item of list) {
    const other = first.get(item.key);
    if (other) problems.add(item.file, item.pointer, `"${item.key}" is also at ${other.file}: ${other.pointer}`);
    else first.set(item.key, item);
  }
}
