import { getLocale, localizeHref } from './paraglide/runtime';
import type { CounsellingMails } from '../lib/server/request/counselling';
import type { FittingSpace, RequestMail, RequestMails } from '../lib/server/request/request-mails';
import { labelReason } from '../lib/ui/space/match-reason';
import { labelLanguage } from '../lib/ui/space/language-name';
import { labelMonthlyRent, labelPlace } from '../lib/ui/space/space-text';
import { listCriteria } from './criteria-words';
import { formatArea, formatDate } from './format';
import { inLocale } from './in-locale';
import { m } from './paraglide/messages';

/**
 * The mails around requests, each in its reader's language. `origin` is the address of the product without a path; it
 * must not be taken from what a request claims.
 */
export function requestMailsFrom(origin: string): RequestMails {
  const at = (path: string) => `${origin}${localizeHref(path)}`;
  const ownPage = ({ secret }: RequestMail) => at(`/requests/${secret}`);

  return {
    confirmRequest: ({ days, ...to }) =>
      inLocale(to.locale, () => ({
        subject: m.enquiry_mail_confirm_subject(),
        body: m.enquiry_mail_confirm_body({
          criteria: listed(to),
          days,
          link: at(`/requests/confirm/${to.secret}`)
        })
      })),
    requestStored: ({ expiresOn, hasAlerts, ...to }) =>
      inLocale(to.locale, () => ({
        subject: m.enquiry_mail_stored_subject(),
        body: m.enquiry_mail_stored_body({
          criteria: listed(to),
          alerts: hasAlerts ? `${m.enquiry_mail_stored_alerts()}\n\n` : '',
          link: ownPage(to),
          date: formatDate(expiresOn)
        })
      })),
    alert: ({ spaces, ...to }) =>
      inLocale(to.locale, () => {
        const [first, ...others] = spaces.map(({ card }) => card.title);
        const title = others.length === 0 ? first! : m.enquiry_mail_alert_more({ title: first! });
        return {
          subject: m.enquiry_mail_alert_subject({ title }),
          body: m.enquiry_mail_alert_body({
            criteria: inLine(to),
            spaces: spaces.map((space) => describeSpace(space, at(`/listings/${space.card.listingId}`))).join('\n\n'),
            link: ownPage(to)
          }),
          unsubscribeUrl: `${ownPage(to)}/unsubscribe`
        };
      }),
    requestCounsellor: ({ counsellor, ...to }) =>
      inLocale(to.locale, () => ({
        subject: m.enquiry_mail_request_counsellor_subject({ counsellor }),
        body: m.enquiry_mail_request_counsellor_body({ counsellor, criteria: inLine(to), link: ownPage(to) })
      }))
  };
}

/** The mails to those who can counsel, each in its reader's language. */
export function counsellingMailsFrom(origin: string): CounsellingMails {
  return {
    counsellingWanted: ({ locale, name, language }) =>
      inLocale(locale, () => {
        const inputs = { name, language: labelLanguage(language), link: `${origin}${localizeHref('/desk/requests')}` };
        return { subject: m.enquiry_mail_counselling_subject(inputs), body: m.enquiry_mail_counselling_body(inputs) };
      }),
    counsellingForOffice: ({ locale, language, seekerName, text }) =>
      inLocale(locale, () => {
        const inputs = {
          name: seekerName ?? m.enquiry_mail_somebody(),
          language: labelLanguage(language),
          text: text === null ? '' : `${text}\n\n`
        };
        return { subject: m.enquiry_mail_office_subject(inputs), body: m.enquiry_mail_office_body(inputs) };
      })
  };
}

const listed = ({ criteria }: RequestMail): string =>
  listCriteria(criteria)
    .map((wish) => `- ${wish}`)
    .join('\n');

const inLine = ({ criteria }: RequestMail): string =>
  new Intl.ListFormat(getLocale(), { type: 'unit', style: 'short' }).format(listCriteria(criteria));

/** A space with the reasons why it fits, and where to look at it. */
function describeSpace({ card, explained }: FittingSpace, link: string): string {
  const facts = [labelPlace(card), card.areaSqm === null ? null : formatArea(card.areaSqm), labelMonthlyRent(card)];
  const reasons =
    explained === null
      ? [m.enquiry_mail_alert_meets()]
      : explained.match.reasons.map((reason) => labelReason(reason, { option: explained.match.option, ...explained }));
  return [
    card.title,
    facts.filter((fact) => fact !== null).join(' · '),
    ...reasons.map((reason) => `- ${reason}`),
    link
  ].join('\n');
}
