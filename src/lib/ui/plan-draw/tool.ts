import { PLAN_USES, type PlanUse } from '../../domain/codes';

/** What a press on a unit does: choose it, give it a use, or take its target away. */
export type Tool =
  { readonly kind: 'select' } | { readonly kind: 'use'; readonly use: PlanUse } | { readonly kind: 'erase' };

export const SELECT: Tool = { kind: 'select' };

/** All tools in the order of the palette. */
export const TOOLS: readonly Tool[] = [
  SELECT,
  ...PLAN_USES.map((use): Tool => ({ kind: 'use', use })),
  { kind: 'erase' }
];

/** Keys by their place on the keyboard, so that they work under every script; the first is shown. */
const KEYS: Readonly<Record<string, string>> = { select: 'V', reserved: 'R', courtyard: 'H', erase: '0' };

export function isSameTool(one: Tool, other: Tool): boolean {
  return nameTool(one) === nameTool(other);
}

/** A name of the tool that is not shown. */
export function nameTool(tool: Tool): string {
  return tool.kind === 'use' ? tool.use : tool.kind;
}

/** The key that stands for a tool: digits for use classes, letters for the others. */
export function keyOf(tool: Tool): string {
  return KEYS[nameTool(tool)] ?? String(PLAN_USES.indexOf((tool as { use: PlanUse }).use) + 1);
}

/** The tool that a pressed key stands for; null for any other key. */
export function toolOfKey({ code }: Pick<KeyboardEvent, 'code'>): Tool | null {
  if (code === 'Delete' || code === 'Backspace') return { kind: 'erase' };
  const key = /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(code)?.[1];
  return TOOLS.find((tool) => keyOf(tool) === key) ?? null;
}
