import type { PlanStatus } from '../../domain/codes';
import type { PlanContent } from '../../domain/plan/plan-content';

/** What came of sending a change, or of asking what the plan says. */
export type SyncAnswer =
  | {
      readonly kind: 'content';
      readonly content: PlanContent;
      readonly status: PlanStatus;
      /** False where the change met one of somebody else and was not taken. */
      readonly isTaken: boolean;
    }
  | { readonly kind: 'refused'; readonly code: string; readonly details: Readonly<Record<string, string | number>> }
  /** Nothing answered, or only something in between; worth another try. */
  | { readonly kind: 'unreachable'; readonly cause: unknown };

interface Body {
  readonly content?: PlanContent;
  readonly status?: PlanStatus;
  readonly code?: string;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly issues?: readonly { readonly code: string; readonly details?: Readonly<Record<string, string | number>> }[];
}

/** Refusals that pass by themselves. */
const PASSING = new Set(['busy']);

/** Reads an answer of `/plans/<id>/draw/changes`. Throws where the body is none of it, such as a proxy's page. */
export async function readAnswer(response: Response): Promise<SyncAnswer> {
  if (response.status >= 500 || response.status === 429) {
    return { kind: 'unreachable', cause: new Error(`The server answered ${response.status}`) };
  }
  const { content, status, code, details = {}, issues = [] } = (await response.json()) as Body;
  if (content !== undefined && status !== undefined) {
    return { kind: 'content', content, status, isTaken: response.ok };
  }
  if (PASSING.has(code ?? '')) return { kind: 'unreachable', cause: new Error(code) };
  const [issue] = issues;
  return { kind: 'refused', code: issue?.code ?? code ?? 'other', details: issue?.details ?? details };
}
