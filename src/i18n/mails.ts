import type { GrantableRole } from '../lib/domain/access';
import { m } from './paraglide/messages';
import { baseLocale, isLocale, localizeHref, type Locale } from './paraglide/runtime';

interface MailText {
  readonly subject: string;
  readonly body: string;
}

interface Addressee {
  readonly name: string;
  /** The language of the mail, whatever the page of whoever causes it is in. */
  readonly locale: string;
}

const ROLES: Readonly<Record<GrantableRole, typeof m.account_role_owner>> = {
  seeker: m.account_role_seeker,
  owner: m.account_role_owner,
  business: m.account_role_business,
  counsellor: m.account_role_counsellor,
  planner: m.account_role_planner,
  administrator: m.account_role_administrator
};

/**
 * The mails, for services that write them: these know nothing of languages and get the writing of a mail with their
 * input. `origin` is the address of the product without a path; it must not be taken from what a request claims.
 */
export function mailsFrom(origin: string) {
  const link = (path: string, locale: Locale, secret?: string) =>
    `${origin}${localizeHref(path, { locale })}${secret === undefined ? '' : `?token=${secret}`}`;

  return {
    invitation({ name, role, ...to }: Addressee & { readonly role: GrantableRole }, secret: string): MailText {
      const locale = localeOf(to);
      const inputs = { name, role: ROLES[role]({}, { locale }), link: link('/invitation', locale, secret) };
      return {
        subject: m.account_mail_invitation_subject({}, { locale }),
        body: m.account_mail_invitation_body(inputs, { locale })
      };
    },
    passwordReset({ name, ...to }: Addressee, secret: string): MailText {
      const locale = localeOf(to);
      return {
        subject: m.account_mail_reset_subject({}, { locale }),
        body: m.account_mail_reset_body({ name, link: link('/reset-password', locale, secret) }, { locale })
      };
    },
    passwordChanged({ name, ...to }: Addressee): MailText {
      const locale = localeOf(to);
      return {
        subject: m.account_mail_changed_subject({}, { locale }),
        body: m.account_mail_changed_body({ name, link: link('/forgotten-password', locale) }, { locale })
      };
    }
  };
}

const localeOf = ({ locale }: Pick<Addressee, 'locale'>): Locale => (isLocale(locale) ? locale : baseLocale);
