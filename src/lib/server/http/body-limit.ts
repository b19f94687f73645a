import { error } from '@sveltejs/kit';

/** What a request may bring along, in bytes: any form that people fill in, by far. */
export const MOST_BODY_BYTES = 512 * 1024;

/** True where a request says of itself that it brings more than `most` bytes. */
export function isBodyTooLarge(request: Request, most: number): boolean {
  return Number(request.headers.get('content-length') ?? 0) > most;
}

/**
 * The request, whose body ends in an error 413 once more than `most` bytes have come. One that says its length is held
 * to it by the server already.
 */
export function limitBody(request: Request, most: number): Request {
  if (request.body === null || request.headers.has('content-length')) return request;
  const reader = request.body.getReader();
  let size = 0;
  const counted = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      size += value.byteLength;
      if (size <= most) return controller.enqueue(value);
      void drain(reader);
      refuseBody();
    },
    cancel: () => drain(reader)
  });
  // Node wants to be told that the body is still on its way; the type of DOM does not know it.
  const init: RequestInit & { duplex: 'half' } = { body: counted, duplex: 'half' };
  return new Request(request, init);
}

/**
 * Reads what nobody wants, so that whoever sends it gets the answer, and their connection can be used again. The server's
 * own limit ends it, as does a lost connection; then there is nothing left to read.
 */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    reader.releaseLock();
  }
}

function refuseBody(): never {
  error(413, { message: 'Payload Too Large', code: 'body_too_large' });
}

/** The answer to a request that brings too much: in the form of an action to a form with a script, else an error. */
export function answerTooLarge(request: Request): Response {
  if (request.body !== null) void drain(request.body.getReader());
  if (request.headers.get('x-sveltekit-action') !== 'true') refuseBody();
  const answer = { type: 'error', status: 413, error: { message: 'Payload Too Large', code: 'body_too_large' } };
  return Response.json(answer, { status: 413 });
}
