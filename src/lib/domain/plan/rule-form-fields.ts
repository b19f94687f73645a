import { isCode } from '../codes';
import { EXAMPLE_RESULTS, MAX_EXAMPLES } from './plan-rule';
import { GROUP_KINDS } from './rule-condition';
import {
  comparisonsFor,
  isGroupDraft,
  type ExampleDraft,
  type GroupDraft,
  type NodeDraft,
  type RuleDraft
} from './rule-draft';
import { COMPARISONS, RULE_FACTS, shapeOf } from './rule-vocabulary';

/** How the fields of a form are read; a field that is sent several times has its values parted by commas. */
export interface DraftFields {
  readonly has: (name: string) => boolean;
  readonly value: (name: string) => string;
}

/** More rows than a rule may have are not read. */
const MOST_ROWS = 60;

/** The draft as the fields of its form; `readDraft` reads the same one from them. */
export function fieldsOf({ condition, examples }: RuleDraft): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...nodeFields('condition', condition),
    ...examples.flatMap(({ expected, facts }, index) => [
      [`examples.${index}.expected`, expected],
      ...facts.flatMap(({ fact, value }, row) => [
        [`examples.${index}.${row}.fact`, fact],
        [`examples.${index}.${row}.value`, value]
      ])
    ])
  ]) as Readonly<Record<string, string>>;
}

function nodeFields(at: string, node: NodeDraft): readonly (readonly [name: string, value: string])[] {
  if (isGroupDraft(node)) {
    return [
      [`${at}.group`, node.group],
      ...node.children.flatMap((child, index) => nodeFields(`${at}.${index}`, child))
    ];
  }
  return [
    [`${at}.fact`, node.fact],
    [`${at}.comparison`, node.comparison],
    [`${at}.value`, node.values.join(',')]
  ];
}

/** The fields of a form as a draft. What is none of the vocabulary is left out. */
export function readDraft(fields: DraftFields): RuleDraft {
  const condition = readNode(fields, 'condition', 0);
  const examples: ExampleDraft[] = [];
  for (let index = 0; index < MAX_EXAMPLES + 1 && fields.has(`examples.${index}.expected`); index++) {
    const expected = fields.value(`examples.${index}.expected`);
    const facts: ExampleDraft['facts'][number][] = [];
    for (let row = 0; row < RULE_FACTS.length && fields.has(`examples.${index}.${row}.fact`); row++) {
      const fact = fields.value(`examples.${index}.${row}.fact`);
      const isNew = isCode(RULE_FACTS, fact) && facts.every((other) => other.fact !== fact);
      if (isNew) facts.push({ fact, value: fields.value(`examples.${index}.${row}.value`) });
    }
    examples.push({ expected: isCode(EXAMPLE_RESULTS, expected) ? expected : 'given', facts });
  }
  return { condition: condition && isGroupDraft(condition) ? condition : { group: 'all', children: [] }, examples };
}

const DEEPEST = 6;

function readNode(fields: DraftFields, at: string, depth: number): NodeDraft | null {
  if (fields.has(`${at}.group`)) {
    const group = fields.value(`${at}.group`);
    const children: NodeDraft[] = [];
    for (let index = 0; depth < DEEPEST && index < MOST_ROWS; index++) {
      const name = `${at}.${index}`;
      if (!fields.has(`${name}.group`) && !fields.has(`${name}.fact`)) break;
      const child = readNode(fields, name, depth + 1);
      if (child) children.push(child);
    }
    return { group: isCode(GROUP_KINDS, group) ? group : 'all', children };
  }
  const [fact, comparison] = [fields.value(`${at}.fact`), fields.value(`${at}.comparison`)];
  if (!isCode(RULE_FACTS, fact)) return null;
  const values = fields.value(`${at}.value`);
  return {
    fact,
    comparison: isCode(COMPARISONS, comparison) ? comparison : comparisonsFor(fact)[0]!,
    // A number may be typed with a comma; codes and answers never have one.
    values: values === '' ? [] : shapeOf(fact).kind === 'number' ? [values] : values.split(',')
  };
}

/**
 * What a button of the form asks for: `add <place>` adds a row to a group, an example (`examples`) or a fact to one;
 * `remove <place>` takes one out.
 */
export function editDraft(draft: RuleDraft, command: string, chosen: (place: string) => string): RuleDraft {
  const [verb, place = ''] = command.split(' ');
  const [root, ...keys] = place.split('.');
  const path = keys.map(Number);
  if (path.some((key) => !Number.isInteger(key)) || (verb !== 'add' && verb !== 'remove')) return draft;
  if (root === 'condition') {
    if (verb === 'remove') return { ...draft, condition: withoutNode(draft.condition, path) };
    const node = newNode(chosen(place));
    return node === null ? draft : { ...draft, condition: withNode(draft.condition, path, node) };
  }
  if (root !== 'examples') return draft;
  return { ...draft, examples: editExamples(draft.examples, { verb, path, fact: chosen(place) }) };
}

function newNode(chosen: string): NodeDraft | null {
  if (isCode(GROUP_KINDS, chosen)) return { group: chosen, children: [] };
  return isCode(RULE_FACTS, chosen) ? { fact: chosen, comparison: comparisonsFor(chosen)[0]!, values: [] } : null;
}

function withNode(group: GroupDraft, path: readonly number[], node: NodeDraft): GroupDraft {
  const [index, ...rest] = path;
  if (index === undefined) return { ...group, children: [...group.children, node] };
  const child = group.children[index];
  if (child === undefined || !isGroupDraft(child)) return group;
  return { ...group, children: group.children.with(index, withNode(child, rest, node)) };
}

function withoutNode(group: GroupDraft, path: readonly number[]): GroupDraft {
  const [index, ...rest] = path;
  const child = index === undefined ? undefined : group.children[index];
  if (index === undefined || child === undefined) return group;
  if (rest.length === 0) return { ...group, children: group.children.toSpliced(index, 1) };
  return isGroupDraft(child) ? { ...group, children: group.children.with(index, withoutNode(child, rest)) } : group;
}

function editExamples(
  examples: readonly ExampleDraft[],
  { verb, path, fact }: { readonly verb: 'add' | 'remove'; readonly path: readonly number[]; readonly fact: string }
): readonly ExampleDraft[] {
  const [index, row] = path;
  if (index === undefined) return verb === 'add' ? [...examples, { expected: 'given', facts: [] }] : examples;
  const example = examples[index];
  if (example === undefined) return examples;
  if (verb === 'add') {
    const isNew = isCode(RULE_FACTS, fact) && example.facts.every((other) => other.fact !== fact);
    return isNew ? examples.with(index, { ...example, facts: [...example.facts, { fact, value: '' }] }) : examples;
  }
  if (row === undefined) return examples.toSpliced(index, 1);
  return examples.with(index, { ...example, facts: example.facts.toSpliced(row, 1) });
}
