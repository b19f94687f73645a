import { readSettings } from '$lib/server/db/settings';
import { serveBasemapFile } from '$lib/server/http/basemap-file';
import { guard } from '$lib/server/http/errors';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request }) =>
  guard(() => serveBasemapFile(readSettings(process.env).basemapPmtiles, request.headers.get('range')));
