/** A branch of the German classification of economic activities (Klassifikation der Wirtschaftszweige, Destatis). */
export interface Branch {
  readonly scheme: 'WZ2008' | 'WZ2025';
  /** Division, group, class or subclass: `56`, `56.1`, `56.10`, `56.10.1`. */
  readonly code: string;
}

/** The branches by which a quarter's directory is sorted and filtered, coarser than divisions and the same in both schemes. */
export const BRANCH_GROUPS = [
  'crafts',
  'construction',
  'trade',
  'gastronomy',
  'information',
  'finance',
  'property',
  'professional',
  'support',
  'education',
  'health',
  'social',
  'culture',
  'repair',
  'other'
] as const;
export type BranchGroup = (typeof BRANCH_GROUPS)[number];

/** First division of each group, rising. Divisions mean the same in WZ 2008 and WZ 2025 as far as this goes. */
const FIRST_DIVISIONS: readonly (readonly [division: number, group: BranchGroup])[] = [
  [1, 'other'],
  [10, 'crafts'],
  [35, 'other'],
  [41, 'construction'],
  [45, 'trade'],
  [49, 'other'],
  [55, 'gastronomy'],
  [58, 'information'],
  [64, 'finance'],
  [68, 'property'],
  [69, 'professional'],
  [77, 'support'],
  [84, 'other'],
  [85, 'education'],
  [86, 'health'],
  [87, 'social'],
  [90, 'culture'],
  [94, 'other'],
  [95, 'repair'],
  [96, 'other']
];

/** The two digits that every code begins with. */
export function divisionOf(code: string): string {
  return code.slice(0, 2);
}

/** `other` without a branch, too. */
export function branchGroupOf(branch: Branch | null): BranchGroup {
  if (branch === null) return 'other';
  const division = Number(divisionOf(branch.code));
  return FIRST_DIVISIONS.findLast(([first]) => first <= division)?.[1] ?? 'other';
}

/** The code and the coarser ones above it, the code first: `56.10.1`, `56.10`, `56.1`, `56`. */
export function branchLine(code: string): readonly string[] {
  const line = [code];
  for (let at = code; at.length > 2;) {
    at = at.slice(0, -1).replace(/\.$/, '');
    line.push(at);
  }
  return line;
}
