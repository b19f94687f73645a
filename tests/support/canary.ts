import type postgres from 'postgres';
import { toDayNumber } from '../../src/lib/domain/interval';

/** Planted into everything that the public may not see; no public byte may hold any of it. */
export const TEXT = 'Kanarienvogel';
export const END = '2029-10-17';
export const RENT_CENTS = 87_654_321;
export const OWNER_CENTS = 98_765_432_101;
/** A language that nobody consented to name, or that only counsellors may read. */
export const LANGUAGE = 'xx';

const MAIL = `${TEXT.toLowerCase()}@example.org`;

function number(value: number): RegExp {
  return new RegExp(`(?<![0-9])${String(value).replace('.', '[.,]')}(?![0-9])`);
}

export const CANARIES: readonly RegExp[] = [
  new RegExp(TEXT, 'i'),
  new RegExp(END),
  number(toDayNumber(END)),
  number(RENT_CENTS),
  number(RENT_CENTS / 100),
  number(OWNER_CENTS),
  new RegExp(`"${LANGUAGE}"`)
];

/** What of the canaries stands in `text`, as the expressions that found it. */
export function findCanaries(text: string): string[] {
  return CANARIES.filter((canary) => canary.test(text)).map(String);
}

/** Names, mails, rents, ends of leases, owners' money and data, drafts, and everything about people who ask. */
export async function plantCanaries(write: postgres.TransactionSql): Promise<void> {
  await write`update party set name = ${TEXT}, email = ${MAIL}, phone = ${TEXT}`;
  await write`update tenancy set rent_cents_per_month = ${RENT_CENTS}, known_end_on = ${END}`;
  await write`update business set languages = array[${LANGUAGE}], languages_consent = false`;
  await write`update business set is_public = false, name = ${TEXT}, description = ${TEXT}, website = ${`https://${TEXT}.example`}
    where id % 3 = 0`;
  await write`update funding_line set planned_cents = ${OWNER_CENTS}, paid_cents = ${OWNER_CENTS} where source = 'owner'`;
  await write`update use_plan_target set wish = ${TEXT} where plan_id in (select id from use_plan where status = 'draft')`;
  await write`update plan_ratio set citation = ${TEXT} where key = 'rent_per_sqm'`;
  await write`update occupancy set valid = daterange(lower(valid), ${END}) where upper_inf(valid)`;
  await write`insert into organisation (quarter_id, name) select id, ${TEXT} from quarter`;
  await write`update listing set contact_email = ${MAIL}, review_note = ${TEXT},
    organisation_id = (select id from organisation where name = ${TEXT})`;
  await plantHiddenOffers(write);
  await plantPeople(write);
  await write`insert into guide_step (quarter_id, ref, kind, position, title, body, is_published, source_id)
    select quarter_id, 'canary', 'advice', 999, ${TEXT}, ${TEXT}, false, source_id from listing limit 1`;
  await write`insert into plan_rule (quarter_id, ref, position, title, hint, legal_source, condition, examples, is_active, source_id)
    select quarter_id, 'canary', 999, ${TEXT}, ${TEXT}, ${TEXT}, '{"fact":"target_use","comparison":"known"}'::jsonb, '[]'::jsonb,
      false, source_id from listing limit 1`;
  await write`insert into mail (recipient, subject, body, locale, reply_to, unsubscribe_url, calendar)
    values (${MAIL}, ${TEXT}, ${TEXT}, 'de', ${MAIL}, ${TEXT}, ${TEXT})`;
  await write`insert into account_token (id, kind, expires_at, invitation)
    values (${TEXT}, 'invitation', now() + interval '1 day', ${`{"name":"${TEXT}"}`}::jsonb)`;
  await write`insert into audit_event (actor, quarter_id, action, entity, reason, detail)
    select ${TEXT}, id, 'seed', 'quarter', ${TEXT}, ${`{"note":"${TEXT}"}`}::jsonb from quarter`;
}

/** Half of the offers, each kept from the public for another reason. */
async function plantHiddenOffers(write: postgres.TransactionSql): Promise<void> {
  await write`update listing set title = ${TEXT}, description = ${TEXT}, conditions = ${TEXT}, fit_out = ${TEXT},
    contact_name = ${TEXT}, rent_cents_per_sqm = ${RENT_CENTS} where id % 2 = 0`;
  await write`update translation set text = ${TEXT} where entity = 'listing' and entity_id % 2 = 0`;
  await write`with hidden as (select id, row_number() over (order by id) % 6 as way from listing where id % 2 = 0)
    update listing l set
      status = case way when 0 then 'draft' when 1 then 'review' when 2 then 'expired' when 3 then 'withdrawn' else l.status end,
      expires_on = case way when 4 then date '2020-01-01' else l.expires_on end,
      published_on = case way when 5 then date '2199-01-01' else l.published_on end
    from hidden where hidden.id = l.id`;
  await write`insert into listing_file (listing_id, kind, position, media_type, width_px, height_px, sha256, data, alt_text, credit)
    select id, 'photo', 1, 'image/webp', 10, 10, md5(id::text) || md5(id::text), convert_to(${TEXT}, 'UTF8'), ${TEXT}, ${TEXT}
    from listing where id % 2 = 0`;
}

/** Requests, enquiries, viewings and the links of their mails. */
async function plantPeople(write: postgres.TransactionSql): Promise<void> {
  const criteria = JSON.stringify({
    kind: 'idea',
    idea: {
      ...{ use: 'gastronomy', minSqm: 40, maxSqm: 60, maxRentCents: RENT_CENTS, startsOn: END },
      ...{ needs: [], languages: [LANGUAGE] }
    }
  });
  await write`insert into space_request (quarter_id, kind, criteria, locale, email, name, message, consented_at, confirmed_at,
      alerts_from, counselling_language, counselling_consented_at, expires_on)
    select id, 'idea', ${criteria}::jsonb, 'de', ${MAIL}, ${TEXT}, ${TEXT}, now(), now(), now(), ${LANGUAGE}, now(), ${END} from quarter`;
  await write`with statistic as (insert into enquiry_statistic (quarter_id, received_on, outcome)
      select id, current_date, 'new' from quarter returning id, quarter_id),
    asked as (insert into enquiry (quarter_id, listing_id, statistic_id, locale, name, email, phone, consented_at,
        counselling_language, expires_on)
      select s.quarter_id, l.id, s.id, 'de', ${TEXT}, ${MAIL}, ${TEXT}, now(), ${LANGUAGE}, ${END}
      from statistic s, (select id from listing order by id limit 1) l returning id),
    said as (insert into enquiry_message (enquiry_id, author, body) select id, 'seeker', ${TEXT} from asked returning enquiry_id)
    insert into viewing (enquiry_id, starts_at, duration_minutes, place, state)
      select enquiry_id, ${`${END} 10:00Z`}::timestamptz, 30, ${TEXT}, 'proposed' from said`;
  await write`insert into link_token (id, kind, subject, expires_at)
    values (${TEXT}, 'enquiry', ${TEXT}, now() + interval '1 day')`;
  await plantComments(write);
}

/** Comments on plans: of those that everybody can read, what the desk alone knows; of all others everything. */
async function plantComments(write: postgres.TransactionSql): Promise<void> {
  await write`insert into plan_comment (plan_id, unit_id, body, locale, name, email, state, moderation_note, outcome, reply)
    select p.id, (select min(g.unit_id) from use_plan_target g where g.plan_id = p.id), w.body, 'de', w.name, ${MAIL}, w.state,
      ${TEXT}, w.outcome, w.reply
    from use_plan p, (values ('published', 'Gut so.', 'Ada', 'noted', 'Danke.'), ('received', ${TEXT}, ${TEXT}, null, null),
      ('rejected', ${TEXT}, ${TEXT}, 'declined', ${TEXT}), ('withdrawn', ${TEXT}, ${TEXT}, 'partly', ${TEXT}))
      as w(state, body, name, outcome, reply)`;
  await write`insert into plan_comment (plan_id, body, locale, state, outcome, reply)
    select id, ${TEXT}, 'de', 'published', 'noted', ${TEXT} from use_plan where status = 'draft'`;
}
