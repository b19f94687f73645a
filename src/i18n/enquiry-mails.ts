import type {
  EnquiryMails,
  NamedOffer,
  OfficeMail,
  SeekerMail,
  ViewingFacts
} from '../lib/server/enquiry/enquiry-mails';
import { USE_LABELS } from './codes';
import { formatDate } from './format';
import { inLocale } from './in-locale';
import { formatInstant } from './instant';
import { m } from './paraglide/messages';
import { localizeHref } from './paraglide/runtime';
import { labelHouse } from './place';

/**
 * The mails around enquiries, each in its reader's language. `origin` is the address of the product without a path; it
 * must not be taken from what a request claims.
 */
export function enquiryMailsFrom(origin: string): EnquiryMails {
  const ownPage = (secret: string) => `${origin}${localizeHref(`/enquiries/${secret}`)}`;
  const deskPage = (id: string) => `${origin}${localizeHref(`/desk/enquiries/${id}`)}`;
  const seeker = ({ name, offer, secret }: SeekerMail) => ({ name, ...describe(offer), link: ownPage(secret) });
  const office = ({ seekerName: name, offer, enquiryId }: OfficeMail) => ({
    name,
    ...describe(offer),
    link: deskPage(enquiryId)
  });

  return {
    receipt: ({ locale, expiresOn, ...to }) =>
      inLocale(locale, () => {
        const inputs = { ...seeker({ locale, ...to }), date: formatDate(expiresOn) };
        return { subject: m.enquiry_mail_receipt_subject(inputs), body: m.enquiry_mail_receipt_body(inputs) };
      }),
    answer: ({ locale, from, text, ...to }) =>
      inLocale(locale, () => {
        const inputs = { ...seeker({ locale, ...to }), from, text };
        return { subject: m.enquiry_mail_answer_subject(inputs), body: m.enquiry_mail_answer_body(inputs) };
      }),
    proposal: ({ locale, from, text, viewing, ...to }) =>
      inLocale(locale, () => {
        const inputs = { ...seeker({ locale, ...to }), from, ...appointment(viewing), text: paragraph(text) };
        return { subject: m.enquiry_mail_proposal_subject(inputs), body: m.enquiry_mail_proposal_body(inputs) };
      }),
    viewingConfirmed: ({ locale, viewing, ...to }) =>
      inLocale(locale, () => {
        const inputs = { ...seeker({ locale, ...to }), ...appointment(viewing) };
        return { subject: m.enquiry_mail_confirmed_subject(inputs), body: m.enquiry_mail_confirmed_body(inputs) };
      }),
    viewingCancelled: ({ locale, text, viewing, ...to }) =>
      inLocale(locale, () => {
        const inputs = { ...seeker({ locale, ...to }), ...appointment(viewing), text: paragraph(text) };
        return { subject: m.enquiry_mail_cancelled_subject(inputs), body: m.enquiry_mail_cancelled_body(inputs) };
      }),
    counsellorFound: ({ locale, counsellor, ...to }) =>
      inLocale(locale, () => {
        const inputs = { ...seeker({ locale, ...to }), counsellor };
        return { subject: m.enquiry_mail_counsellor_subject(inputs), body: m.enquiry_mail_counsellor_body(inputs) };
      }),
    newEnquiry: ({ locale, text, phone, use, ...to }) =>
      inLocale(locale, () => {
        const details = [
          phone === null ? null : m.enquiry_mail_new_phone({ phone }),
          use === null ? null : m.enquiry_mail_new_use({ use: USE_LABELS[use]() })
        ].filter((line) => line !== null);
        const inputs = { ...office({ locale, ...to }), text, details: paragraph(details.join('\n') || null) };
        return { subject: m.enquiry_mail_new_subject(inputs), body: m.enquiry_mail_new_body(inputs) };
      }),
    seekerWrote: ({ locale, text, ...to }) =>
      inLocale(locale, () => {
        const inputs = { ...office({ locale, ...to }), text };
        return { subject: m.enquiry_mail_wrote_subject(inputs), body: m.enquiry_mail_wrote_body(inputs) };
      }),
    viewingAnswered: ({ locale, text, isConfirmed, viewing, ...to }) =>
      inLocale(locale, () => {
        const inputs = { ...office({ locale, ...to }), ...appointment(viewing), text: paragraph(text) };
        return isConfirmed
          ? { subject: m.enquiry_mail_accepted_subject(inputs), body: m.enquiry_mail_accepted_body(inputs) }
          : { subject: m.enquiry_mail_refused_subject(inputs), body: m.enquiry_mail_refused_body(inputs) };
      }),
    enquiryWithdrawn: (to) =>
      inLocale(to.locale, () => {
        const inputs = office(to);
        return { subject: m.enquiry_mail_withdrawn_subject(inputs), body: m.enquiry_mail_withdrawn_body(inputs) };
      }),
    viewingSummary: ({ locale, offer: { title } }) => inLocale(locale, () => m.enquiry_mail_viewing({ title })),
    enquiryErased: ({ locale, offer }) =>
      inLocale(locale, () => {
        const inputs = describe(offer);
        return { subject: m.enquiry_mail_erased_subject(inputs), body: m.enquiry_mail_erased_body(inputs) };
      })
  };
}

const describe = ({ title, building }: NamedOffer) => ({
  title,
  place: building === null ? m.enquiry_mail_place_withheld() : labelHouse(building)
});

/** Day, time and place of a viewing, in the quarter's time. */
function appointment({ startsAt, durationMinutes: minutes, place: where, timeZone }: ViewingFacts) {
  const start = formatInstant(startsAt.toISOString(), timeZone);
  return { when: m.enquiry_viewing_when({ start, minutes }), where };
}

/** What may be missing in the midst of a mail stands in a paragraph of its own. */
const paragraph = (text: string | null): string => (text === null ? '' : `${text}\n\n`);
