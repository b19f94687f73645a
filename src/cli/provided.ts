import { provideDatabase, type ProvidedDatabase } from '../lib/server/db/provide';
import type { Settings } from '../lib/server/db/settings';
import { report, type Shutdown } from './program';

/**
 * The database of the application, with its end in the program's shutdown: also when a signal comes while it is
 * still on its way up, and when the server ends and cannot be brought back.
 */
export async function openProvided(settings: Settings, shutdown: Shutdown): Promise<ProvidedDatabase> {
  const providing = provideDatabase(settings, {
    isApplication: true,
    report,
    onFailure: (failure) => shutdown.fail(failure)
  });
  shutdown.add(async () => {
    const [provided] = await Promise.allSettled([providing]);
    if (provided.status === 'fulfilled') await provided.value.close();
  });
  return providing;
}
