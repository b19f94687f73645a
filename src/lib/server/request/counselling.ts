import { eq, sql } from 'drizzle-orm';
import { reachOf } from '../../domain/access';
import { DomainError } from '../../domain/errors';
import { noteOf } from '../account/account';
import { inChange } from '../change/audit';
import type { ServiceContext } from '../context';
import { account } from '../db/schema';
import { queueMail, type MailText } from '../mail/queue';

/** Writes the mails to those who can counsel. */
export interface CounsellingMails {
  /** To an account, which reads the rest at the desk. */
  counsellingWanted(to: { readonly locale: string; readonly name: string; readonly language: string }): MailText;
  /** To an office without accounts here; an answer goes to the person. */
  counsellingForOffice(to: {
    readonly locale: string;
    readonly language: string;
    readonly seekerName: string | null;
    readonly text: string | null;
  }): MailText;
}

/** What a person agreed to hand over to a counsellor. */
export interface Handover {
  readonly language: string;
  readonly seekerName: string | null;
  readonly email: string;
  readonly text: string | null;
  readonly about: string;
}

/** The quarter's accounts with a role that may take over counselling, with the languages that they speak. */
const COUNSELLORS = (quarter: string) => sql`
  select distinct a.id, a.email, a.name, a.locale, a.languages from account a join account_grant g on g.account_id = a.id
  where a.disabled_at is null and g.role in ('counsellor', 'planner', 'administrator')
    and (g.quarter_id is null or g.quarter_id = (select id from quarter where slug = ${quarter}))`;

const OFFICES = (quarter: string) => sql`
  select o.email, o.languages from advice_office o join quarter q on q.id = o.quarter_id and q.slug = ${quarter}
  where o.email is not null`;

/** The languages in which somebody can be asked: those of the counsellors and of the offices; ISO 639, rising. */
export async function listCounsellingLanguages({
  db,
  quarter
}: Pick<ServiceContext, 'db' | 'quarter'>): Promise<readonly string[]> {
  const rows = await db.execute<{ language: string }>(sql`
    select distinct unnest(spoken.languages) as language from (
      select languages from (${COUNSELLORS(quarter)}) c union all select languages from (${OFFICES(quarter)}) o) spoken
    order by language`);
  return rows.map(({ language }) => language);
}

/**
 * Checks the language in which somebody wants to be counselled.
 * @throws {DomainError} `invalid` `language_unknown` with `field`
 */
export async function assertCounselled(
  context: Pick<ServiceContext, 'db' | 'quarter'>,
  language: string | null
): Promise<void> {
  if (language === null || (await listCounsellingLanguages(context)).includes(language)) return;
  throw new DomainError('invalid', 'language_unknown', { field: 'counsellingLanguage' });
}

/**
 * Tells those who speak the language that somebody waits: accounts without a word about the person, and only where
 * there is none the offices, which have no desk here.
 */
export async function announceHandover(
  context: Pick<ServiceContext, 'db' | 'quarter'>,
  { language, seekerName, email, text, about }: Handover,
  mails: CounsellingMails
): Promise<void> {
  const { db, quarter } = context;
  const counsellors = await db.execute<{ email: string; name: string; locale: string }>(sql`
    select email, name, locale from (${COUNSELLORS(quarter)}) c where ${language} = any(c.languages) order by email`);
  for (const { email: recipient, name, locale } of counsellors) {
    await queueMail({ db }, { recipient, locale, about, ...mails.counsellingWanted({ locale, name, language }) });
  }
  if (counsellors.length > 0) return;
  const offices = await db.execute<{ email: string }>(sql`
    select distinct email from (${OFFICES(quarter)}) o where ${language} = any(o.languages) order by email`);
  for (const { email: recipient } of offices) {
    const locale = 'de';
    const words = mails.counsellingForOffice({ locale, language, seekerName, text });
    await queueMail({ db }, { recipient, locale, about, replyTo: email, ...words });
  }
}

/**
 * The languages that the account of the actor speaks: what was handed over in these is for it to see.
 * @throws {DomainError} `forbidden` for whoever may not read requests
 */
export async function readSpokenLanguages({
  db,
  actor
}: Pick<ServiceContext, 'db' | 'actor'>): Promise<readonly string[]> {
  if (reachOf(actor, 'request:read') === 'none') throw new DomainError('forbidden', 'request_forbidden');
  if (actor.account === null) return [];
  const rows = await db.execute<{ language: string }>(sql`
    select unnest(languages) as language from account where id = ${actor.account.id} order by 1`);
  return rows.map(({ language }) => language);
}

/** A language by its ISO 639 code; an account speaks a handful. */
const LANGUAGE = /^[a-z]{2,3}$/;
const MOST_LANGUAGES = 20;

/**
 * Says in which languages one's own account counsels.
 * @throws {DomainError} `forbidden` for whoever may not read requests; `invalid` `language_unknown` with `field`
 */
export async function changeSpokenLanguages(context: ServiceContext, languages: readonly string[]): Promise<void> {
  const before = await readSpokenLanguages(context);
  const wanted = [...new Set(languages)].sort();
  if (wanted.length > MOST_LANGUAGES || !wanted.every((language) => LANGUAGE.test(language))) {
    throw new DomainError('invalid', 'language_unknown', { field: 'languages' });
  }
  const accountId = context.actor.account?.id;
  if (accountId === undefined || wanted.join() === before.join()) return;
  await inChange(context, [], async (inside) => {
    await inside.db.update(account).set({ languages: wanted }).where(eq(account.id, accountId));
    return { note: noteOf('change_profile', accountId), result: undefined };
  });
}
