import { sql } from 'drizzle-orm';
import { dueReminder, type Reminder } from '../../domain/listing-reminder';
import { OFFERED_STATUSES } from '../../domain/listing-state';
import type { IsoDate } from '../../domain/interval';
import { issueLink } from '../auth/link';
import { inChange } from '../change/audit';
import type { ServiceContext } from '../context';
import type { Job } from '../job/job';
import { queueMail, type MailText } from '../mail/queue';
import { getQuarter } from '../quarter';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';
import { idList } from '../record/visibility';
import { takeDownLet } from './listing-taken-down';

const isOffered = sql`listing.status = any(string_to_array(${OFFERED_STATUSES.join(' ')}, ' '))
  and listing.quarter_id = quarter.id`;

/** Takes down what is over today. How many. */
export async function expireListings(context: ServiceContext): Promise<number> {
  const rows = await context.db.execute<{ id: number }>(sql`
    select listing.id from listing join quarter on quarter.slug = ${context.quarter}
    where ${isOffered} and listing.expires_on <= ${context.today}::date order by listing.id`);
  for (const { id } of rows) {
    await inChange(context, [{ entity: 'listing', id, version: null }], async ({ db, today }) => {
      const [over] = await db.execute<{ unitId: number; buildingId: number }>(sql`
        update listing set status = 'expired' from unit
        where listing.id = ${id} and unit.id = listing.unit_id and listing.expires_on <= ${today}::date
          and listing.status = any(string_to_array(${OFFERED_STATUSES.join(' ')}, ' '))
        returning unit.id as "unitId", unit.building_id as "buildingId"`);
      const places = over ? { unitIds: [over.unitId], buildingIds: [over.buildingId] } : {};
      return { note: { action: 'expire_listing', entity: 'listing', entityId: id, ...places }, result: undefined };
    });
  }
  return rows.length;
}

/**
 * Takes down the offers of units whose use was recorded beforehand and has begun since they were published. How many.
 */
export async function takeDownBegun(context: ServiceContext): Promise<number> {
  const rows = await context.db.execute<{ id: number; unitId: number; buildingId: number }>(sql`
    select listing.id, unit.id as "unitId", unit.building_id as "buildingId"
    from listing join quarter on quarter.slug = ${context.quarter} join unit on unit.id = listing.unit_id
    where ${isOffered} and exists (select from occupancy o where o.unit_id = unit.id and o.status = 'occupied'
      and o.valid @> ${context.today}::date and lower(o.valid) > listing.published_on)
    order by listing.id`);
  for (const { id, unitId, buildingId } of rows) {
    await inChange(context, [{ entity: 'listing', id, version: null }], async (inside) => {
      await takeDownLet(inside, [unitId]);
      return {
        note: { action: 'let_listing', entity: 'listing', entityId: id, unitIds: [unitId], buildingIds: [buildingId] },
        result: undefined
      };
    });
  }
  return rows.length;
}

/** The writing of mails about offers; services know no language. */
export interface OfferMails {
  /** `secret` opens the page on which one says whether it is still free. */
  readonly reminder: (reminder: Reminder, secret: string) => MailText;
}

/** The link works so long after the end, too: what is over can be free again. */
const DAYS_AFTER_END = 30;

type OfferRow = BuildingReferenceRow & {
  id: number;
  title: string;
  expiresOn: IsoDate;
  contactEmail: string | null;
  daysLeft: number;
};

/**
 * Reminds of offers that end soon, each reminder once: the accounts of the organisation that has the house, or else the
 * address given for enquiries. Without either nobody is reminded. How many mails were written.
 */
export async function remindOfExpiry(context: ServiceContext, mails: OfferMails): Promise<number> {
  const { settings } = await getQuarter(context);
  const { reminderDays } = settings.parameters.listing;
  const { today } = context;
  const rows = await context.db.execute<OfferRow>(sql`
    select listing.id, listing.title, listing.expires_on::text as "expiresOn", listing.contact_email as "contactEmail",
      listing.expires_on - ${today}::date as "daysLeft", ${BUILDING_REFERENCE}
    from listing join quarter on quarter.slug = ${context.quarter}
    join unit on unit.id = listing.unit_id join building b on b.id = unit.building_id
    where ${isOffered} and listing.expires_on > ${today}::date
      and listing.expires_on <= ${today}::date + ${Math.max(0, ...reminderDays)}::integer
    order by listing.id`);
  let count = 0;
  for (const row of rows) {
    const days = dueReminder(row.expiresOn, { today, reminderDays });
    if (days !== null) count += await remindOnce(context, { row, days, mails });
  }
  return count;
}

interface DueOffer {
  readonly row: OfferRow;
  readonly days: number;
  readonly mails: OfferMails;
}

function remindOnce(context: ServiceContext, { row, days, mails }: DueOffer): Promise<number> {
  return context.db.transaction(async (db) => {
    const recipients = await findRecipients({ ...context, db }, row);
    if (recipients.length === 0) return 0;
    const [first] = await db.execute(sql`
      insert into listing_reminder (listing_id, expires_on, days_before)
      values (${row.id}, ${row.expiresOn}::date, ${days}) on conflict do nothing returning 1`);
    if (first === undefined) return 0;
    for (const { email, name, locale } of recipients) {
      const secret = await issueLink(
        { db },
        { kind: 'confirm_listing', subject: String(row.id), days: row.daysLeft + DAYS_AFTER_END }
      );
      const { expiresOn } = row;
      const title = await readTitle({ db }, { id: row.id, base: row.title, locale });
      const text = mails.reminder({ locale, name, title, house: toBuildingReference(row), expiresOn }, secret);
      await queueMail({ db }, { recipient: email, locale, ...text, about: `listing/${row.id}` });
    }
    return recipients.length;
  });
}

type Recipient = { email: string; name: string | null; locale: string };

async function findRecipients(
  { db, locale, quarter }: ServiceContext,
  { buildingId, contactEmail }: OfferRow
): Promise<readonly Recipient[]> {
  const rows = await db.execute<Recipient>(sql`
    select distinct a.email, a.name, a.locale from account a
    join account_grant g on g.account_id = a.id and g.role = 'owner'
      and (g.quarter_id is null or g.quarter_id = (select id from quarter where slug = ${quarter}))
    join organisation_building ob on ob.organisation_id = g.organisation_id
    where ob.building_id = any(${idList([buildingId])}) and a.disabled_at is null order by a.email`);
  if (rows.length > 0) return rows;
  return contactEmail === null ? [] : [{ email: contactEmail, name: null, locale }];
}

interface TitleQuestion {
  readonly id: number;
  readonly base: string;
  readonly locale: string;
}

async function readTitle({ db }: Pick<ServiceContext, 'db'>, { id, base, locale }: TitleQuestion): Promise<string> {
  const [row] = await db.execute<{ text: string }>(sql`
    select text from translation where entity = 'listing' and entity_id = ${id} and field = 'title' and locale = ${locale}`);
  return row?.text ?? base;
}

/** What the product does about offers by itself; days begin at midnight, so it looks every hour. */
export function listingJobs(mailsFrom: (origin: string) => OfferMails): Job[] {
  return [
    {
      name: 'take-down-offers',
      everyMinutes: 60,
      run: async (context) => {
        await takeDownBegun(context);
        await expireListings(context);
      }
    },
    {
      name: 'remind-of-offers',
      everyMinutes: 60,
      run: async (context) => {
        await remindOfExpiry(context, mailsFrom(context.origin));
      }
    }
  ];
}
