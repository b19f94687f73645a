import { readSettings } from '$lib/server/db/settings';
import { serveBasemapFile } from '$lib/server/http/basemap-file';
import { guard } from '$lib/server/http/errors';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request }) => {
  const { basemapPmtiles: basemap } = readSettings(process.env);
  const path = basemap && 'file' in basemap ? basemap.file : null;
  return guard(() => serveBasemapFile(path, request.headers.get('range')));
};
