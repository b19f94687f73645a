import { randomUUID } from 'node:crypto';
import { addDays, dayAt } from '../../../src/lib/domain/interval';
import type { OpenDatabase } from '../../../src/lib/server/db/client';

export interface ConsultedPlan {
  readonly id: number;
  /** A shop that the plan says something of. */
  readonly unitId: number;
}

/** A plan of its own in consultation from three days ago for the next ten, which wants a tea house of one shop. */
export async function makeConsultation(
  { sql }: OpenDatabase,
  { title }: { readonly title: string }
): Promise<ConsultedPlan> {
  const today = dayAt(new Date(), 'Europe/Berlin');
  const ref = randomUUID();
  return sql.begin(async (write) => {
    await write`select set_config('iq_ost.authoring', 'on', true)`;
    const [plan] = await write<{ id: number }[]>`
      insert into use_plan (quarter_id, ref, series, title, summary, status, consultation_from, consultation_to, horizon_on,
        source_id)
      select id, ${ref}, ${ref}, ${title}, 'Im Erdgeschoss ein Teehaus, im Hof mehr Grün.', 'consultation',
        ${addDays(today, -3)}, ${addDays(today, 10)}, '2030-12-31', (select min(id) from source)
      from quarter where slug = 'iq-ost' returning id`;
    const [target] = await write<{ unitId: number }[]>`
      insert into use_plan_target (plan_id, unit_id, use_class, wish, target_on)
      select ${plan!.id}::integer, u.id, 'gastronomy', 'Teehaus', '2030-12-31' from unit u
      where u.kind = 'shop' and upper_inf(u.valid) order by u.id limit 1 returning unit_id as "unitId"`;
    return { id: plan!.id, unitId: target!.unitId };
  });
}

/** Comments at every point of their way, with words that are hard to show; the ids of those that are shown. */
export async function makeComments({ sql }: OpenDatabase, { id, unitId }: ConsultedPlan): Promise<readonly number[]> {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenständer'.repeat(2);
  const rows = await sql<{ id: number; state: string }[]>`
    insert into plan_comment (plan_id, unit_id, body, locale, name, email, state, moderation_note, outcome, reply, answered_at)
    values
      (${id}, ${unitId}, ${`Bitte an ${long} denken.\n\nUnd an die Kinder.`}, 'de', 'Amal Haddad', 'amal@example.org',
        'published', null, 'partly', ${'Das nehmen wir zum Teil auf:\n\nzwei Bäume und eine Bank.'}, now()),
      (${id}, null, 'فكرة جميلة، لكن أين تقف الدراجات؟', 'ar', null, null, 'published', null, null, null, null),
      (${id}, null, ${'Neu und noch nicht gelesen. '.repeat(12)}, 'de', ${'Ein recht langer Name '.repeat(4).trim()},
        'bo@example.org', 'received', null, null, null, null),
      (${id}, ${unitId}, '<script>alert(1)</script>', 'en', null, null, 'received', null, null, null, null),
      (${id}, null, 'Billige Uhren!', 'de', null, null, 'rejected', 'Das ist Werbung.', null, null, null)
    returning id, state`;
  return rows.filter(({ state }) => state === 'published').map((row) => row.id);
}
