import { removeExpired } from '../lib/server/auth/expired';
import { database } from '../lib/server/db/client';
import { errorText } from '../lib/server/db/failure';
import type { Settings } from '../lib/server/db/settings';
import { startMailSender } from '../lib/server/mail/sender';
import type { Shutdown } from './program';

const HOUR_MS = 3_600_000;

/** What accounts need beside requests, until the end of the program: mails are sent, what is over is removed. */
export async function keepAccounts(settings: Settings, shutdown: Shutdown): Promise<void> {
  const complain = (text: string): void => void process.stderr.write(`${text}\n`);
  const clean = (): void => {
    removeExpired(database()).catch((error: unknown) => complain(`Old sessions stay for now: ${errorText(error)}`));
  };
  clean();
  const timer = setInterval(clean, HOUR_MS);
  shutdown.add(() => clearInterval(timer));
  if (settings.mail === null) return;
  const sender = await startMailSender(database(), { ...settings.mail, onFailure: complain });
  shutdown.add(() => sender.close());
}
