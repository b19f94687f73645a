import { and, eq, sql } from 'drizzle-orm';
import type { RequestState } from '../../domain/codes';
import { countDemand, type Demand } from '../../domain/demand';
import { OPEN_ENQUIRY_STATES } from '../../domain/enquiry';
import { DomainError } from '../../domain/errors';
import type { RequestCriteria } from '../../domain/space-request';
import { assertCapable } from '../authorise';
import { inChange, type AuditNote } from '../change/audit';
import type { ServiceContext } from '../context';
import { account, enquiry, spaceRequest } from '../db/schema';
import { mailSeeker } from '../enquiry/enquiry-letter';
import type { EnquiryMails, NamedOffer } from '../enquiry/enquiry-mails';
import { listMessages, lockEnquiry } from '../enquiry/enquiry-record';
import { nameForOffice, readOfferedSpace } from '../enquiry/offered-space';
import { getQuarter } from '../quarter';
import { readSpokenLanguages } from './counselling';
import type { RequestMails } from './request-mails';
import { lockRequest, mailRequester } from './request-record';

/** Somebody who asked to be counselled and agreed that counsellors of the language read this. */
export interface Counselled {
  readonly id: string;
  /** What they look for: what was stored as a request, or the offer that they asked about. */
  readonly about:
    | { readonly kind: 'request'; readonly criteria: RequestCriteria }
    | { readonly kind: 'enquiry'; readonly offer: NamedOffer };
  readonly name: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly text: string | null;
  readonly language: string;
  readonly createdAt: Date;
  readonly state: RequestState;
  readonly counsellor: string | null;
  readonly isMine: boolean;
}

/** How many wait in a language, for those who do not speak it. */
export interface Waiting {
  readonly language: string;
  readonly count: number;
}

export interface RequestDesk {
  readonly counselled: readonly Counselled[];
  /** The languages of the account: what it sees. */
  readonly languages: readonly string[];
  /** Nobody has taken them on yet, in all languages. */
  readonly waiting: readonly Waiting[];
  /** What people look for; nobody is named. */
  readonly demand: readonly Demand[];
}

const isHere = (slug: string) => sql`quarter_id = (select id from quarter where slug = ${slug})`;

/**
 * What counsellors see: who asked for counselling in a language of their own, and how much is looked for. Of people who
 * did not agree to counselling nobody sees more than a number.
 * @throws {DomainError} `forbidden`
 */
export async function listRequests(context: ServiceContext): Promise<RequestDesk> {
  assertCapable(context, 'request:read');
  const languages = await readSpokenLanguages(context);
  const [requests, enquiries, waiting, demand] = await Promise.all([
    readRequests(context, languages),
    readEnquiries(context, languages),
    readWaiting(context),
    readDemand(context)
  ]);
  const rank = ({ state }: Counselled) => ['open', 'in_counselling', 'done'].indexOf(state);
  const counselled = [...requests, ...enquiries].sort(
    (a, b) => rank(a) - rank(b) || a.createdAt.getTime() - b.createdAt.getTime()
  );
  return { counselled, languages, waiting, demand };
}

async function readRequests(context: ServiceContext, languages: readonly string[]): Promise<readonly Counselled[]> {
  const rows = await context.db
    .select({ request: spaceRequest, counsellor: account.name })
    .from(spaceRequest)
    .leftJoin(account, eq(account.id, spaceRequest.counsellorId))
    .where(
      and(
        isHere(context.quarter),
        sql`${spaceRequest.confirmedAt} is not null and ${spaceRequest.counsellingConsentedAt} is not null`,
        isSpoken(languages, spaceRequest.counsellingLanguage)
      )
    );
  return rows.map(({ request, counsellor }) => ({
    about: { kind: 'request', criteria: request.criteria },
    ...{ id: request.id, name: request.name, email: request.email, phone: null, text: request.message },
    ...{ language: request.counsellingLanguage!, createdAt: request.createdAt, state: request.state, counsellor },
    isMine: isOwn(context, request.counsellorId)
  }));
}

async function readEnquiries(context: ServiceContext, languages: readonly string[]): Promise<readonly Counselled[]> {
  const open = sql.join(
    OPEN_ENQUIRY_STATES.map((state) => sql`${state}`),
    sql`, `
  );
  // Who was taken on is helped to the end, also with the contract; who withdrew wants no more of it.
  const isGoingOn = sql`${enquiry.counsellorId} is not null and ${enquiry.counsellingDoneAt} is null
    and ${enquiry.state} <> 'withdrawn'`;
  const rows = await context.db
    .select({ enquiry, counsellor: account.name })
    .from(enquiry)
    .leftJoin(account, eq(account.id, enquiry.counsellorId))
    .where(
      and(
        isHere(context.quarter),
        sql`${enquiry.counsellingConsentedAt} is not null and (${enquiry.state} in (${open}) or ${isGoingOn})`,
        isSpoken(languages, enquiry.counsellingLanguage)
      )
    );
  return Promise.all(
    rows.map(async ({ enquiry: of, counsellor }) => {
      const [offered, messages] = await Promise.all([
        readOfferedSpace(context, of.listingId),
        listMessages(context, of.id)
      ]);
      const { id, name, email, phone, createdAt, counsellingLanguage } = of;
      const state = counsellingState(of);
      return {
        about: { kind: 'enquiry' as const, offer: nameForOffice(offered!) },
        ...{
          id,
          name,
          email,
          phone,
          text: messages.find(({ author }) => author === 'seeker')?.body ?? null,
          language: counsellingLanguage!,
          createdAt,
          state
        },
        ...{ counsellor, isMine: isOwn(context, of.counsellorId) }
      };
    })
  );
}

async function readWaiting({ db, quarter }: ServiceContext): Promise<readonly Waiting[]> {
  return db.execute<{ language: string; count: number }>(sql`
    select counselling_language as language, count(*)::integer as count from (
      select counselling_language from space_request where ${isHere(quarter)} and confirmed_at is not null
        and counselling_consented_at is not null and state = 'open'
      union all
      select counselling_language from enquiry where ${isHere(quarter)} and counselling_consented_at is not null
        and counsellor_id is null and state in ('new', 'answered', 'viewing')) waiting
    group by counselling_language order by count desc, language`);
}

async function readDemand(context: ServiceContext): Promise<readonly Demand[]> {
  const { settings } = await getQuarter(context);
  const rows = await context.db
    .select({ criteria: spaceRequest.criteria })
    .from(spaceRequest)
    .where(and(isHere(context.quarter), sql`${spaceRequest.confirmedAt} is not null`));
  return countDemand(
    rows.map(({ criteria }) => criteria),
    settings.parameters.disclosureK
  );
}

/**
 * Takes somebody's counselling on; they are told by mail who takes care of them, and answer to that account.
 * @throws {DomainError} `forbidden`; `not_found` also where it is in a language that the account does not speak;
 * `conflict` `counselling_taken`
 */
export async function takeCounselling(
  context: ServiceContext,
  {
    kind,
    id,
    mails
  }: { readonly kind: 'request' | 'enquiry'; readonly id: string; readonly mails: RequestMails & EnquiryMails }
): Promise<void> {
  assertCapable(context, 'request:read');
  await inChange(context, [], async (inside) => {
    const counsellor = await readCounsellor(inside);
    if (kind === 'enquiry') {
      const of = await lockEnquiry(inside, id);
      assertSpoken(counsellor, of.counsellingLanguage);
      if (of.counsellorId !== null) throw new DomainError('conflict', 'counselling_taken');
      await inside.db.update(enquiry).set({ counsellorId: counsellor.id }).where(eq(enquiry.id, id));
      const compose = mails.counsellorFound;
      await mailSeeker(inside, of, (to) => compose({ ...to, counsellor: counsellor.name }), {
        replyTo: counsellor.email
      });
    } else {
      const of = await lockRequest(inside, id);
      assertSpoken(counsellor, of.confirmedAt === null ? null : of.counsellingLanguage);
      if (of.counsellorId !== null) throw new DomainError('conflict', 'counselling_taken');
      const taken = { counsellorId: counsellor.id, state: 'in_counselling' as const };
      await inside.db.update(spaceRequest).set(taken).where(eq(spaceRequest.id, id));
      const compose = mails.requestCounsellor;
      await mailRequester(inside, of, (to) => compose({ ...to, counsellor: counsellor.name }), counsellor.email);
    }
    return { note: noteOf(kind, 'taken'), result: undefined };
  });
}

/**
 * Ends the counselling that the account took on; who was counselled stays in its list until their data goes.
 * @throws {DomainError} `forbidden`; `not_found` also where somebody else took it on
 */
export async function finishCounselling(
  context: ServiceContext,
  { kind, id }: { readonly kind: 'request' | 'enquiry'; readonly id: string }
): Promise<void> {
  assertCapable(context, 'request:read');
  await inChange(context, [], async (inside) => {
    const { counsellorId } = kind === 'enquiry' ? await lockEnquiry(inside, id) : await lockRequest(inside, id);
    if (!isOwn(inside, counsellorId)) throw new DomainError('not_found', 'request_not_found');
    if (kind === 'enquiry') {
      await inside.db.update(enquiry).set({ counsellingDoneAt: new Date() }).where(eq(enquiry.id, id));
    } else {
      await inside.db.update(spaceRequest).set({ state: 'done' }).where(eq(spaceRequest.id, id));
    }
    return { note: noteOf(kind, 'done'), result: undefined };
  });
}

function counsellingState(of: typeof enquiry.$inferSelect): RequestState {
  if (of.counsellingDoneAt !== null) return 'done';
  return of.counsellorId === null ? 'open' : 'in_counselling';
}

/** Nothing that is about a person, nor which language they speak. */
const noteOf = (kind: 'request' | 'enquiry', step: 'taken' | 'done'): AuditNote => ({
  action: 'take_counselling',
  ...{ entity: kind === 'request' ? 'space_request' : 'enquiry', entityId: null, detail: { step } }
});

const isOwn = ({ actor }: Pick<ServiceContext, 'actor'>, counsellorId: string | null): boolean =>
  counsellorId !== null && counsellorId === actor.account?.id;

function isSpoken(
  languages: readonly string[],
  column: typeof enquiry.counsellingLanguage | typeof spaceRequest.counsellingLanguage
) {
  if (languages.length === 0) return sql`false`;
  return sql`${column} in (${sql.join(
    languages.map((language) => sql`${language}`),
    sql`, `
  )})`;
}

async function readCounsellor({ db, actor }: ServiceContext) {
  const [own] = actor.account === null ? [] : await db.select().from(account).where(eq(account.id, actor.account.id));
  if (!own) throw new DomainError('not_found', 'account_not_found');
  return own;
}

function assertSpoken({ languages }: { readonly languages: readonly string[] }, language: string | null): void {
  if (language === null || !languages.includes(language)) throw new DomainError('not_found', 'request_not_found');
}
