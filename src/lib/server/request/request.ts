import { eq } from 'drizzle-orm';
import { normaliseEmail, normaliseName } from '../../domain/account';
import type { RequestState } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { addDays, type IsoDate } from '../../domain/interval';
import { judgeText, normaliseText } from '../../domain/public-form';
import type { SpaceCard } from '../../domain/space';
import type { RequestCriteria } from '../../domain/space-request';
import { findLink, issueLink } from '../auth/link';
import { takeAttempt } from '../auth/throttle';
import type { ServiceContext } from '../context';
import { account, spaceRequest } from '../db/schema';
import { queueMail } from '../mail/queue';
import { getQuarter } from '../quarter';
import { listFitting } from '../space/space-idea';
import { listSpaceCards } from '../space/space-search';
import { announceHandover, assertCounselled, listCounsellingLanguages, type CounsellingMails } from './counselling';
import type { RequestMails } from './request-mails';
import { aboutRequest, eraseRequest, lockRequest, mailRequester, markKnown, type SpaceRequest } from './request-record';

/** A request that nobody confirms by its mail is deleted after so many days. */
export const CONFIRM_DAYS = 7;

/** What the form of a request shows around its fields. */
export interface RequestTerms {
  /** The first day on which it will be deleted. */
  readonly expiresOn: IsoDate;
  readonly counsellingLanguages: readonly string[];
  readonly locales: readonly string[];
}

export async function getRequestTerms(context: ServiceContext): Promise<RequestTerms> {
  const [{ settings }, counsellingLanguages] = await Promise.all([
    getQuarter(context),
    listCounsellingLanguages(context)
  ]);
  const expiresOn = addDays(context.today, settings.parameters.requestDays);
  return { expiresOn, counsellingLanguages, locales: settings.locales };
}

export interface NewRequest {
  readonly criteria: RequestCriteria;
  readonly email: string;
  /** Only for counselling; empty for none. */
  readonly name: string;
  readonly text: string;
  /** The language of the mails. */
  readonly locale: string;
  readonly wantsAlerts: boolean;
  /** With consent of its own; null without counselling. */
  readonly counsellingLanguage: string | null;
  /** The network address that it comes from. */
  readonly address: string;
  readonly mails: RequestMails;
}

/**
 * Stores a request of somebody who agreed to it, unconfirmed: the one mail that goes out asks whether it was they.
 * @throws {DomainError} `invalid` with `field`; `conflict` `too_many_attempts`
 */
export async function createRequest(context: ServiceContext, wanted: NewRequest): Promise<void> {
  const { criteria, locale, wantsAlerts, counsellingLanguage, address, mails } = wanted;
  const { id: quarterId, settings } = await getQuarter(context);
  const { email, name, message } = readPerson(wanted);
  if (!settings.locales.includes(locale)) throw new DomainError('invalid', 'locale_unknown', { field: 'locale' });
  if (!wantsAlerts && counsellingLanguage === null) {
    throw new DomainError('invalid', 'request_without_purpose', { field: 'purpose' });
  }
  await assertCounselled(context, counsellingLanguage);
  await takeAttempt(context, [
    { kind: 'request_address', of: address },
    { kind: 'request_mail', of: email }
  ]);
  const expiresOn = addDays(context.today, settings.parameters.requestDays);
  const now = new Date();
  await context.db.transaction(async (db) => {
    const [made] = await db
      .insert(spaceRequest)
      .values({
        ...{ quarterId, kind: criteria.kind, criteria, locale, email, name, message, consentedAt: now, expiresOn },
        // Told from the confirmation on; until then it only says that they are wanted.
        ...{ alertsFrom: wantsAlerts ? now : null, createdAt: now, counsellingLanguage },
        counsellingConsentedAt: counsellingLanguage === null ? null : now
      })
      .returning({ id: spaceRequest.id });
    const { id } = made!;
    const secret = await issueLink({ db }, { kind: 'confirm_request', subject: id, days: CONFIRM_DAYS });
    const words = mails.confirmRequest({ locale, name, criteria, secret, days: CONFIRM_DAYS });
    await queueMail({ db }, { recipient: email, locale, about: aboutRequest(id), ...words });
  });
}

/** What the link of the mail that asks for it opens: what is about to be confirmed. Null where it opens nothing. */
export async function findUnconfirmed(
  context: ServiceContext,
  secret: string
): Promise<{ readonly criteria: RequestCriteria; readonly isConfirmed: boolean } | null> {
  const id = await findLink(context, 'confirm_request', secret);
  if (id === null) return null;
  const { criteria, confirmedAt } = await lockRequest(context, id);
  return { criteria, isConfirmed: confirmedAt !== null };
}

/**
 * Confirms a request; from now on alerts go out and counsellors see it, where that is wanted.
 * @returns the secret of the person's own page
 * @throws {DomainError} `not_found` where the link is unknown or too old
 */
export async function confirmRequest(
  context: ServiceContext,
  secret: string,
  mails: RequestMails & CounsellingMails
): Promise<string> {
  const id = await findLink(context, 'confirm_request', secret);
  if (id === null) throw new DomainError('not_found', 'request_not_found');
  return context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const request = await lockRequest(inside, id);
    if (request.confirmedAt === null) await confirm(inside, request, mails);
    return issueLink(inside, { kind: 'manage_request', subject: id, days: CONFIRM_DAYS });
  });
}

async function confirm(inside: ServiceContext, request: SpaceRequest, mails: RequestMails & CounsellingMails) {
  const { id, expiresOn, counsellingLanguage: language, name: seekerName, email, message: text } = request;
  const now = new Date();
  const hasAlerts = request.alertsFrom !== null;
  await inside.db
    .update(spaceRequest)
    .set({ confirmedAt: now, alertsFrom: hasAlerts ? now : null })
    .where(eq(spaceRequest.id, id));
  if (hasAlerts) await markKnown(inside, request);
  await mailRequester(inside, request, (to) => mails.requestStored({ ...to, expiresOn, hasAlerts }));
  if (language === null) return;
  await announceHandover(inside, { language, seekerName, email, text, about: aboutRequest(id) }, mails);
}

/** A request as whoever stored it sees it on their own page. */
export interface OwnRequest {
  readonly criteria: RequestCriteria;
  readonly email: string;
  readonly name: string | null;
  readonly message: string | null;
  readonly locale: string;
  readonly createdAt: Date;
  readonly expiresOn: IsoDate;
  readonly hasAlerts: boolean;
  readonly counselling: {
    readonly language: string;
    readonly state: RequestState;
    readonly counsellor: string | null;
  } | null;
  /** What fits today. */
  readonly cards: readonly SpaceCard[];
}

const MOST_CARDS = 12;

/**
 * The request behind a secret of a mail.
 * @throws {DomainError} `not_found` where the secret opens nothing, or no longer
 */
export async function getOwnRequest(context: ServiceContext, secret: string): Promise<OwnRequest> {
  const request = await openOwn(context, secret);
  const { criteria, email, name, message, locale, createdAt, expiresOn } = request;
  const [fitting, counsellor] = await Promise.all([
    listFitting(context, criteria),
    readCounsellor(context, request.counsellorId)
  ]);
  const { counsellingLanguage: language, state } = request;
  return {
    ...{ criteria, email, name, message, locale, createdAt, expiresOn },
    hasAlerts: request.alertsFrom !== null,
    counselling: language === null ? null : { language, state, counsellor },
    cards: await listSpaceCards(context, [...fitting].reverse().slice(0, MOST_CARDS))
  };
}

/**
 * Switches alerts on or off. Switched on again, they tell of what comes from now on.
 * @throws {DomainError} `not_found`
 */
export async function switchAlerts(context: ServiceContext, secret: string, isOn: boolean): Promise<void> {
  const { id } = await openOwn(context, secret);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const request = await lockRequest(inside, id);
    if ((request.alertsFrom !== null) === isOn) return;
    const alertsFrom = isOn ? new Date() : null;
    await db.update(spaceRequest).set({ alertsFrom }).where(eq(spaceRequest.id, id));
    if (isOn) await markKnown(inside, request);
  });
}

/**
 * Deletes the request at once with everything about the person.
 * @throws {DomainError} `not_found`
 */
export async function deleteRequest(context: ServiceContext, secret: string): Promise<void> {
  const { id } = await openOwn(context, secret);
  await context.db.transaction((db) => eraseRequest({ db }, id));
}

async function openOwn(context: ServiceContext, secret: string): Promise<SpaceRequest> {
  const id = await findLink(context, 'manage_request', secret);
  if (id === null) throw new DomainError('not_found', 'request_not_found');
  return lockRequest(context, id);
}

function readPerson(wanted: Pick<NewRequest, 'email' | 'name' | 'text'>) {
  const email = normaliseEmail(wanted.email);
  if (email === null) throw new DomainError('invalid', 'email_invalid', { field: 'email' });
  const name = wanted.name.trim() === '' ? null : normaliseName(wanted.name);
  if (name === null && wanted.name.trim() !== '') throw new DomainError('invalid', 'name_invalid', { field: 'name' });
  const issue = wanted.text.trim() === '' ? null : judgeText(wanted.text);
  if (issue !== null) throw new DomainError('invalid', issue, { field: 'message' });
  return { email, name, message: wanted.text.trim() === '' ? null : normaliseText(wanted.text) };
}

async function readCounsellor({ db }: ServiceContext, counsellorId: string | null): Promise<string | null> {
  if (counsellorId === null) return null;
  const [found] = await db.select({ name: account.name }).from(account).where(eq(account.id, counsellorId));
  return found?.name ?? null;
}
