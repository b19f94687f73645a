import { AsyncLocalStorage } from 'node:async_hooks';
import { AUDIT_ACTION_LABELS } from '$i18n/desk-codes';
import { formatInstant } from '$i18n/instant';
import { m } from '$i18n/paraglide/messages';
import { labelHouse } from '$i18n/place';
import type { ChangeSummary } from '$lib/domain/change';
import { CSV_MARK, formatCsvLine } from '$lib/domain/csv';
import { assertCapable } from '$lib/server/authorise';
import { eachChange } from '$lib/server/change/change';
import { readChangeFilter } from '$lib/server/http/change-filter';
import { guard } from '$lib/server/http/errors';
import { getQuarter } from '$lib/server/quarter';
import type { RequestHandler } from './$types';

/** The filtered audit list as a table, sent slice by slice as it is read. */
export const GET: RequestHandler = async ({ url, locals: { context } }) => {
  const { filter, timeZone } = await guard(async () => {
    assertCapable(context, 'audit:read');
    const [read, { settings }] = await Promise.all([readChangeFilter(context, url), getQuarter(context)]);
    return { filter: read.filter, timeZone: settings.timeZone };
  });
  const changes = eachChange(context, filter);
  // What is read later is written in the reader's language, too.
  const asReader = AsyncLocalStorage.snapshot();
  const head = [
    ...[m.desk_csv_number(), m.desk_change_when(), m.desk_change_who(), m.desk_filter_action(), m.desk_group_unit()],
    ...[m.desk_nav_buildings(), m.desk_change_effective_label(), m.desk_change_reason()]
  ];
  const lines = new ReadableStream<string>({
    start: (controller) => controller.enqueue(CSV_MARK + formatCsvLine(head)),
    async pull(controller) {
      const { value, done } = await changes.next();
      if (done) controller.close();
      else controller.enqueue(asReader(() => formatCsvLine(cellsOf(value, timeZone))));
    },
    cancel: () => void changes.return(undefined)
  });
  return new Response(lines.pipeThrough(new TextEncoderStream()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${m.desk_csv_file()}-${context.today}.csv"`
    }
  });
};

function cellsOf(change: ChangeSummary, timeZone: string): (string | number | null)[] {
  const { id, at, actor, action, units, buildings, effectiveOn, reason } = change;
  return [
    ...[id, formatInstant(at, timeZone), actor, AUDIT_ACTION_LABELS[action]()],
    units.map(({ code, building }) => `${labelHouse(building)} ${code}`).join(', '),
    buildings.map((building) => labelHouse(building)).join(', '),
    ...[effectiveOn, reason]
  ];
}
