import { findLayer } from '$lib/server/geo/resource';
import { guard } from '$lib/server/http/errors';
import { respondImmutable } from '$lib/server/http/immutable';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, params, locals }) =>
  respondImmutable(request, await guard(() => findLayer(locals.context, params)));
