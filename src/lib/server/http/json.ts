import { respondDocument } from './document';

/**
 * Answers with JSON that may change at any moment and may differ by who asks: to be asked for again each
 * time, and not sent again (304) where the reader has the same.
 */
export function respondJson(request: Request, value: unknown): Promise<Response> {
  return respondDocument(request, { contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) });
}
