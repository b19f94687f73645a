/** The texts of a plan as a whole, in the order of its form. */
export const PLAN_TEXTS = ['title', 'summary'] as const;
export type PlanText = (typeof PLAN_TEXTS)[number];

/** Most UTF-16 units of each. */
export const PLAN_TEXT_LENGTHS: Readonly<Record<PlanText, number>> = { title: 120, summary: 2000 };
