import { json } from '@sveltejs/kit';
import { database } from '$lib/server/db/client';
import { readSettings } from '$lib/server/db/settings';
import { readHealth } from '$lib/server/health';
import { version } from '../../../package.json';
import type { RequestHandler } from './$types';

/** 200 once the product serves, 503 while its database does not answer; never cached. */
export const GET: RequestHandler = async () => {
  const health = await readHealth(database(), {
    version,
    database: process.env.DATABASE_KIND === 'embedded' ? 'embedded' : 'external',
    quarter: readSettings().quarter
  });
  return json(health, { status: health.status === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
