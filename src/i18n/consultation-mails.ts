import type { CommenterMail, CommentMails } from '../lib/server/consultation/comment-mails';
import { inLocale } from './in-locale';
import { m } from './paraglide/messages';
import { localizeHref } from './paraglide/runtime';
import { COMMENT_OUTCOME_LABELS } from './plan-codes';

/**
 * The mails around comments on plans, each in its reader's language. `origin` is the address of the product without a
 * path; it must not be taken from what a request claims.
 */
export function consultationMailsFrom(origin: string): CommentMails {
  const commenter = ({ planTitle: title, secret }: CommenterMail) => ({
    title,
    link: `${origin}${localizeHref(`/comments/${secret}`)}`
  });

  return {
    receipt: (to) =>
      inLocale(to.locale, () => {
        const inputs = commenter(to);
        return { subject: m.consultation_mail_receipt_subject(inputs), body: m.consultation_mail_receipt_body(inputs) };
      }),
    answer: ({ outcome, reply, ...to }) =>
      inLocale(to.locale, () => {
        const inputs = { ...commenter(to), outcome: COMMENT_OUTCOME_LABELS[outcome](), reply };
        return { subject: m.consultation_mail_answer_subject(inputs), body: m.consultation_mail_answer_body(inputs) };
      }),
    rejection: (to) =>
      inLocale(to.locale, () => {
        const inputs = commenter(to);
        return {
          subject: m.consultation_mail_rejection_subject(inputs),
          body: m.consultation_mail_rejection_body(inputs)
        };
      }),
    waiting: ({ locale, name, plans }) =>
      inLocale(locale, () => {
        const lines = plans.map(({ planId, title, count }) =>
          m.consultation_mail_waiting_line({
            title,
            waiting: m.consultation_desk_waiting({ count }),
            link: `${origin}${localizeHref(`/desk/plans/${planId}/comments`)}`
          })
        );
        return {
          subject: m.consultation_mail_waiting_subject(),
          body: m.consultation_mail_waiting_body({ name, plans: lines.join('\n\n') })
        };
      })
  };
}
