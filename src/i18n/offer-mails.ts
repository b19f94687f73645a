import { dayBefore } from '../lib/domain/interval';
import type { Reminder } from '../lib/domain/listing-reminder';
import { formatDate } from './format';
import { inLocale } from './in-locale';
import { m } from './paraglide/messages';
import { localizeHref } from './paraglide/runtime';
import { labelHouse } from './place';

/**
 * The mails about offers, each in its reader's language. `origin` is the address of the product without a path; it must
 * not be taken from what a request claims.
 */
export function offerMailsFrom(origin: string) {
  return {
    reminder({ locale, name, title, house, expiresOn }: Reminder, secret: string) {
      return inLocale(locale, (language) => {
        const link = `${origin}${localizeHref('/still-free', { locale: language })}?token=${secret}`;
        const inputs = { title, house: labelHouse(house), date: formatDate(dayBefore(expiresOn)), link };
        return {
          subject: m.listing_mail_reminder_subject({ title }),
          body:
            name === null
              ? m.listing_mail_reminder_body_nameless(inputs)
              : m.listing_mail_reminder_body({ ...inputs, name })
        };
      });
    }
  };
}
