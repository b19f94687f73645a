import { formatInstant } from '$i18n/instant';
import { m } from '$i18n/paraglide/messages';
import { COMMENT_STATE_LABELS, OUTCOME_CHOICE_LABELS } from '$i18n/plan-codes';
import { CSV_MARK, formatCsvLine } from '$lib/domain/csv';
import type { DeskComment } from '$lib/domain/plan/plan-comment';
import { listRecord } from '$lib/server/consultation/comment-desk';
import { guard } from '$lib/server/http/errors';
import { getQuarter } from '$lib/server/quarter';
import { labelCommentPlace } from '$lib/ui/consultation/place-text';
import type { RequestHandler } from './$types';

/** The record of a consultation for the files of the administration. */
export const GET: RequestHandler = async ({ params, locals: { context } }) => {
  const [{ plan, comments }, { settings }] = await guard(() =>
    Promise.all([listRecord(context, Number(params.id)), getQuarter(context)])
  );
  const head = [
    ...[
      m.consultation_csv_number(),
      m.consultation_csv_said_on(),
      m.consultation_csv_about(),
      m.consultation_csv_name()
    ],
    ...[m.consultation_csv_language(), m.consultation_record_said(), m.consultation_csv_state()],
    ...[m.consultation_csv_reason(), m.consultation_record_outcome(), m.consultation_csv_reply()],
    m.consultation_csv_answered_on()
  ];
  const lines = [head, ...comments.map((comment) => cellsOf(comment, settings.timeZone))].map(formatCsvLine);
  return new Response(CSV_MARK + lines.join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${m.consultation_csv_file()}-${plan.id}-${context.today}.csv"`
    }
  });
};

function cellsOf(comment: DeskComment, timeZone: string): (string | number | null)[] {
  const { id, place, name, locale, body, state, reason, outcome, reply, createdAt, answeredAt } = comment;
  const at = (instant: Date | null) => instant && formatInstant(instant.toISOString(), timeZone);
  return [
    ...[id, at(createdAt), labelCommentPlace(place), name, locale, body, COMMENT_STATE_LABELS[state]()],
    ...[reason, outcome && OUTCOME_CHOICE_LABELS[outcome](), reply, at(answeredAt)]
  ];
}
