import { guard } from '$lib/server/http/errors';
import { getListingFile } from '$lib/server/listing/listing-file';
import type { RequestHandler } from './$types';

/** A picture of an offer. Its address names its content; a draft's is for those who work on it, and nobody keeps it. */
export const GET: RequestHandler = async ({ params, locals: { context } }) => {
  const { data, mediaType, isPublic } = await guard(() => getListingFile(context, Number(params.id), params.hash));
  return new Response(new Uint8Array(data), {
    headers: {
      'content-type': mediaType,
      'content-length': String(data.length),
      'cache-control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
      'content-security-policy': "default-src 'none'"
    }
  });
};
