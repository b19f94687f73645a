import ICAL from 'ical.js';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { counsellingMailsFrom, requestMailsFrom } from '../../src/i18n/request-mails';
import { enquiryMailsFrom } from '../../src/i18n/enquiry-mails';
import type { Actor, Role } from '../../src/lib/domain/access';
import { EMPTY_SPACE_FILTER } from '../../src/lib/domain/space';
import type { RequestCriteria } from '../../src/lib/domain/space-request';
import type { ServiceContext } from '../../src/lib/server/context';
import {
  account,
  enquiry,
  enquiryMessage,
  enquiryStatistic,
  linkToken,
  listing,
  mail,
  spaceRequest,
  throttle,
  viewing
} from '../../src/lib/server/db/schema';
import { getAnswerFigure, getExactAnswerFigure } from '../../src/lib/server/enquiry/answer-figure';
import { answerEnquiry, deleteEnquiry, noteEnquiry, setState } from '../../src/lib/server/enquiry/enquiry-answer';
import { getEnquiry, listEnquiries } from '../../src/lib/server/enquiry/enquiry-desk';
import { sendEnquiry, type NewEnquiry } from '../../src/lib/server/enquiry/enquiry';
import {
  answerViewing,
  deleteOwnEnquiry,
  getOwnEnquiry,
  readOwnCalendar,
  withdrawEnquiry,
  writeMessage
} from '../../src/lib/server/enquiry/own-enquiry';
import { endViewing, proposeViewing } from '../../src/lib/server/enquiry/viewing';
import {
  confirmRequest,
  createRequest,
  deleteRequest,
  getOwnRequest,
  switchAlerts
} from '../../src/lib/server/request/request';
import { finishCounselling, listRequests, takeCounselling } from '../../src/lib/server/request/request-desk';
import { forgetSeekers, sendAlerts } from '../../src/lib/server/request/request-jobs';
import { createAccount, type TestAccount } from '../support/accounts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, TODAY } from '../support/factories';

const ORIGIN = 'https://karte.example.org';
const MAILS = { ...enquiryMailsFrom(ORIGIN), ...requestMailsFrom(ORIGIN), ...counsellingMailsFrom(ORIGIN) };

let database: TestDatabase;
let factory: Factory;
let unitId: number;
let buildingId: number;
let owner: TestAccount;
let counsellor: TestAccount;
let listingId: number;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  factory = await Factory.open(database.db);
  const house = await factory.building();
  const storey = await factory.storey({ buildingId: house.id });
  const unit = await factory.unit({ buildingId: house.id, storeyId: storey.id, code: 'EG-L' });
  await factory.occupancy({ unitId: unit.id, status: 'vacant', useClass: null });
  [unitId, buildingId] = [unit.id, house.id];
  owner = await createAccount(database.db, 'test', { role: 'owner', buildingIds: [buildingId] });
  counsellor = await createAccount(database.db, 'test', { role: 'counsellor' });
  await database.db
    .update(account)
    .set({ languages: ['ar', 'de'] })
    .where(eq(account.id, counsellor.id));
});
beforeEach(async () => {
  for (const table of [mail, enquiry, enquiryStatistic, spaceRequest, linkToken, throttle, listing]) {
    await database.db.delete(table);
  }
  listingId = (await factory.listing({ unitId, organisationId: owner.organisationId, title: 'Eckladen' })).id;
});
afterAll(() => database.close());

const publicContext = (overrides: Partial<ServiceContext> = {}) => contextOf(database.db, overrides);
function as(person: TestAccount, role: Role, own: Partial<Actor> = {}): ServiceContext {
  const actor = {
    account: { id: person.id, name: person.name },
    roles: [role],
    buildingIds: [],
    businessIds: [],
    ...own
  };
  return contextOf(database.db, { actor });
}
const atDesk = () => as(owner, 'owner', { buildingIds: [buildingId] });

const ask = (wanted: Partial<NewEnquiry> = {}, context = publicContext()) =>
  sendEnquiry(context, {
    ...{
      listingId,
      name: 'Amal',
      email: 'amal@example.org',
      phone: null,
      use: 'gastronomy',
      text: 'Guten Tag\r\nZauberwort'
    },
    ...{ counsellingLanguage: null, address: '192.0.2.1', mails: MAILS, ...wanted }
  });

const mailsTo = (recipient: string) =>
  database.db.select().from(mail).where(eq(mail.recipient, recipient)).orderBy(mail.createdAt);
const theEnquiry = async () => (await database.db.select().from(enquiry))[0]!;

/** The secret in the last mail to somebody, of the page `path`. */
async function secretTo(recipient: string, path: string): Promise<string> {
  const last = (await mailsTo(recipient)).at(-1)!;
  const [, secret] = new RegExp(`${path}/([\\w-]{43})`).exec(last.body) ?? [];
  return secret!;
}

function parse(calendar: string) {
  const component = new ICAL.Component(ICAL.parse(calendar) as never);
  const events = component.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return { method: component.getFirstPropertyValue('method'), event: events[0]!, events };
}

describe('an enquiry', () => {
  it('goes to whoever offers the space in their language, and its receipt to whoever asked in theirs', async () => {
    await ask({}, publicContext({ locale: 'ar' }));
    const [toOwner] = await mailsTo(owner.email);
    expect(toOwner).toMatchObject({ locale: 'de', replyTo: 'amal@example.org', subject: 'Neue Anfrage: Eckladen' });
    expect(toOwner!.body).toContain('Eisenbahnstraße 83');
    expect(toOwner!.body).toContain(`${ORIGIN}/desk/enquiries/${(await theEnquiry()).id}`);
    const [receipt] = await mailsTo('amal@example.org');
    expect(receipt).toMatchObject({ locale: 'ar', replyTo: null });
    expect(receipt!.body).toMatch(/https:\/\/karte\.example\.org\/ar\/enquiries\/[\w-]{43}/);
    expect(await theEnquiry()).toMatchObject({ locale: 'ar', state: 'new', expiresOn: '2027-11-22' });
  });

  it('names a house in the receipt only where the public may know it', async () => {
    await database.db.update(listing).set({ isAddressReleased: false }).where(eq(listing.id, listingId));
    await ask();
    expect((await mailsTo('amal@example.org'))[0]!.body).not.toContain('Eisenbahnstraße');
    expect((await mailsTo(owner.email))[0]!.body).toContain('Eisenbahnstraße 83');
  });

  it.each([
    ['a draft', { status: 'draft' as const }],
    ['what has expired', { expiresOn: TODAY }],
    ['what is not yet published', { publishedOn: '2026-12-01' }]
  ])('about %s is refused, also to whoever may see it', async (_name, fields) => {
    await database.db.update(listing).set(fields).where(eq(listing.id, listingId));
    for (const context of [publicContext(), as(counsellor, 'planner')]) {
      await expect(ask({}, context)).rejects.toMatchObject({ kind: 'not_found' });
    }
    expect(await database.db.$count(enquiry)).toBe(0);
  });

  it('cannot put anything into the header of a mail', async () => {
    const bad = 'Amal\r\nBcc: eve@example.org';
    await expect(ask({ name: bad })).rejects.toMatchObject({ code: 'name_invalid' });
    await expect(ask({ email: 'amal@example.org\r\nBcc: eve@example.org' })).rejects.toMatchObject({
      code: 'email_invalid'
    });
    await expect(ask({ text: 'x'.repeat(4001) })).rejects.toMatchObject({ code: 'text_too_long' });
    await expect(ask({ text: 'a\u0000b' })).rejects.toMatchObject({ code: 'text_characters' });
    expect(await database.db.$count(mail)).toBe(0);
    await database.db.update(listing).set({ title: 'Laden\r\nBcc: eve@example.org' }).where(eq(listing.id, listingId));
    await ask();
    for (const { subject } of await database.db.select().from(mail)) expect(subject).not.toMatch(/[\r\n]/);
  });

  it('is slowed down after a while, by mail and by network address', async () => {
    for (let count = 0; count < 8; count += 1) await ask({ address: `192.0.2.${count}` });
    await expect(ask({ address: '192.0.2.99' })).rejects.toMatchObject({ code: 'too_many_attempts' });
    for (let count = 0; count < 19; count += 1) await ask({ email: `a${count}@example.org`, address: '198.51.100.1' });
    await ask({ email: 'last@example.org', address: '198.51.100.1' });
    await expect(ask({ email: 'next@example.org', address: '198.51.100.1' })).rejects.toMatchObject({
      code: 'too_many_attempts'
    });
  });

  it('is for the owner of the house and no other', async () => {
    await ask();
    const { id } = await theEnquiry();
    expect((await listEnquiries(atDesk(), { view: 'open', buildingId: null })).rows).toMatchObject([
      { id, name: 'Amal', state: 'new', offer: { title: 'Eckladen' } }
    ]);
    const stranger = as(owner, 'owner', { buildingIds: [buildingId + 1] });
    expect((await listEnquiries(stranger, { view: 'all', buildingId: null })).total).toBe(0);
    await expect(getEnquiry(stranger, id)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(getEnquiry(as(counsellor, 'counsellor'), id)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('is answered in the desk’s words; notes stay at the desk', async () => {
    await ask();
    const { id } = await theEnquiry();
    await noteEnquiry(atDesk(), { id, text: 'Klingt gut.' });
    await answerEnquiry(atDesk(), { id, text: 'Kommen Sie vorbei.', state: null, mails: MAILS });
    const answer = (await mailsTo('amal@example.org')).at(-1)!;
    expect(answer.body).toContain('Kommen Sie vorbei.');
    expect(answer.replyTo).toBe(owner.email);
    const own = await getOwnEnquiry(publicContext(), await secretTo('amal@example.org', '/enquiries'));
    expect(own).toMatchObject({ state: 'answered' });
    expect(own.messages.map(({ author }) => author)).toEqual(['seeker', 'office']);
    expect(JSON.stringify(own)).not.toContain('Klingt gut');
    expect((await getEnquiry(atDesk(), id)).messages).toHaveLength(3);
  });

  it('leaves nothing about a person in the audit list', async () => {
    await ask();
    const { id } = await theEnquiry();
    await answerEnquiry(atDesk(), { id, text: 'Kommen Sie vorbei.', state: 'agreed', mails: MAILS });
    await deleteEnquiry(atDesk(), id);
    const events = await database.sql`select to_jsonb(e)::text as event from audit_event e`;
    const rows = await database.sql`select to_jsonb(r)::text as event from audit_row r`;
    const all = JSON.stringify([...events, ...rows]);
    expect(all).toContain('answer_enquiry');
    for (const trace of ['Amal', 'amal@example.org', 'Zauberwort', 'Kommen Sie', id]) expect(all).not.toContain(trace);
  });

  it('goes with everything about the person when they delete it; a number stays', async () => {
    await ask({ counsellingLanguage: 'ar' });
    const { id } = await theEnquiry();
    await proposeViewing(atDesk(), {
      ...{
        enquiryId: id,
        day: '2027-01-11',
        time: '14:30',
        durationMinutes: 30,
        place: 'Vor dem Haus',
        text: 'Passt das?'
      },
      mails: MAILS
    });
    const secret = await secretTo('amal@example.org', '/enquiries');
    await deleteOwnEnquiry(publicContext(), { secret, mails: MAILS });
    for (const table of [enquiry, enquiryMessage, viewing, linkToken]) expect(await database.db.$count(table)).toBe(0);
    const left = JSON.stringify(await database.db.select().from(mail));
    for (const trace of ['Amal', 'amal@example.org', 'Zauberwort', 'Vor dem Haus']) expect(left).not.toContain(trace);
    expect(left).toContain('Anfrage gelöscht: Eckladen');
    expect(await database.db.select().from(enquiryStatistic)).toMatchObject([{ outcome: 'withdrawn' }]);
    await expect(getOwnEnquiry(publicContext(), secret)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('is deleted when its time is over', async () => {
    await ask();
    expect(await forgetSeekers(publicContext({ today: '2027-11-21' }))).toBe(0);
    expect(await forgetSeekers(publicContext({ today: '2027-11-22' }))).toBe(1);
    expect(await database.db.$count(mail)).toBe(0);
    expect(await database.db.$count(enquiryStatistic)).toBe(1);
  });

  it('takes no more words once it is withdrawn, and the offerer is told', async () => {
    await ask();
    const secret = await secretTo('amal@example.org', '/enquiries');
    await writeMessage(publicContext(), { secret, mails: MAILS, text: 'Noch eine Frage.' });
    expect((await mailsTo(owner.email)).at(-1)!.body).toContain('Noch eine Frage.');
    await withdrawEnquiry(publicContext(), { secret, mails: MAILS });
    expect((await mailsTo(owner.email)).at(-1)!.subject).toBe('Anfrage zurückgezogen: Eckladen');
    await expect(writeMessage(publicContext(), { secret, mails: MAILS, text: 'x' })).rejects.toMatchObject({
      code: 'enquiry_withdrawn'
    });
    const { id } = await theEnquiry();
    await expect(answerEnquiry(atDesk(), { id, text: 'x', state: null, mails: MAILS })).rejects.toMatchObject({
      code: 'enquiry_withdrawn'
    });
  });
});

describe('a viewing', () => {
  const propose = async (day = '2027-01-11', time = '14:30') => {
    const { id: enquiryId } = await theEnquiry();
    const when = { day, time, durationMinutes: 45, place: 'Eisenbahnstraße 83', text: '' };
    await proposeViewing(atDesk(), { enquiryId, ...when, mails: MAILS });
    return (await database.db.select().from(viewing))[0]!;
  };

  it('comes with an invitation in the time of the quarter, in winter as in summer', async () => {
    await ask();
    await propose();
    const winter = parse((await mailsTo('amal@example.org')).at(-1)!.calendar!);
    expect(winter.method).toBe('REQUEST');
    expect(winter.event.startDate.toJSDate()).toEqual(new Date('2027-01-11T13:30:00Z'));
    expect(winter.event.endDate.toJSDate()).toEqual(new Date('2027-01-11T14:15:00Z'));
    expect(winter.event.location).toBe('Eisenbahnstraße 83');
    expect(winter.event.sequence).toBe(0);
    expect(winter.event.organizer).toBe(`mailto:${owner.email}`);
    await propose('2027-04-12', '14:30');
    const summer = parse((await mailsTo('amal@example.org')).at(-1)!.calendar!);
    expect(summer.event.startDate.toJSDate()).toEqual(new Date('2027-04-12T12:30:00Z'));
  });

  it('is accepted on the person’s page; both get it for their calendars', async () => {
    await ask();
    const { id: viewingId } = await propose();
    const secret = await secretTo('amal@example.org', '/enquiries');
    await answerViewing(publicContext(), { secret, mails: MAILS, viewingId, state: 'confirmed', text: '' });
    for (const recipient of ['amal@example.org', owner.email]) {
      const { method, event } = parse((await mailsTo(recipient)).at(-1)!.calendar!);
      expect(method).toBe('REQUEST');
      expect(event.uid).toContain(viewingId);
      expect(event.sequence).toBe(1);
      expect(event.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    }
    const file = parse(await readOwnCalendar(publicContext(), secret, MAILS));
    expect(file).toMatchObject({ method: 'PUBLISH' });
    expect(file.events).toHaveLength(1);
    expect(file.event.summary).toBe('Besichtigung: Eckladen');
    await expect(
      answerViewing(publicContext(), { secret, mails: MAILS, viewingId, state: 'confirmed', text: '' })
    ).rejects.toMatchObject({ code: 'viewing_changed' });
  });

  it('is taken out of the calendars when somebody cancels it', async () => {
    await ask();
    const { id: viewingId, enquiryId } = await propose();
    const secret = await secretTo('amal@example.org', '/enquiries');
    await answerViewing(publicContext(), { secret, mails: MAILS, viewingId, state: 'confirmed', text: '' });
    await endViewing(atDesk(), { enquiryId, viewingId, state: 'cancelled', text: 'Krank.', mails: MAILS });
    const cancelled = (await mailsTo('amal@example.org')).at(-1)!;
    expect(cancelled.body).toContain('Krank.');
    const { method, event } = parse(cancelled.calendar!);
    expect(method).toBe('CANCEL');
    expect(event.sequence).toBe(2);
    expect(event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  it('is refused with another time in the person’s words', async () => {
    await ask();
    const { id: viewingId } = await propose();
    const secret = await secretTo('amal@example.org', '/enquiries');
    await answerViewing(publicContext(), {
      secret,
      mails: MAILS,
      viewingId,
      state: 'cancelled',
      text: 'Lieber Freitag.'
    });
    const told = (await mailsTo(owner.email)).at(-1)!;
    expect(told.body).toContain('Lieber Freitag.');
    // The offerer never had it in a calendar.
    expect(told.calendar).toBeNull();
  });

  it('of another enquiry is out of reach', async () => {
    await ask();
    const { id: viewingId } = await propose();
    await ask({ email: 'eve@example.org', name: 'Eve' });
    const secret = await secretTo('eve@example.org', '/enquiries');
    await expect(
      answerViewing(publicContext(), { secret, mails: MAILS, viewingId, state: 'cancelled', text: '' })
    ).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('the time to the first answer', () => {
  it('is exact for planners, and public only from k answers on', async () => {
    for (const name of ['a', 'b', 'c']) await ask({ email: `${name}@example.org` });
    const rows = await database.db.select().from(enquiry);
    for (const { id } of rows.slice(0, 2)) await setState(atDesk(), { id, state: 'answered' });
    expect(await getAnswerFigure(publicContext())).toBeNull();
    expect(await getExactAnswerFigure(as(counsellor, 'planner'))).toMatchObject({ count: 3, answeredCount: 2 });
    await setState(atDesk(), { id: rows[2]!.id, state: 'declined' });
    expect(await getAnswerFigure(publicContext())).toEqual({ answeredCount: 3, medianMinutes: 0 });
    await expect(getExactAnswerFigure(publicContext())).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('a request', () => {
  const SEARCH: RequestCriteria = { kind: 'search', filter: { ...EMPTY_SPACE_FILTER, minSqm: 40 } };
  const IDEA: RequestCriteria = {
    kind: 'idea',
    idea: {
      ...{ use: 'retail', minSqm: 40, maxSqm: 60, maxRentCents: null, startsOn: null },
      ...{ needs: [], languages: ['ar'] }
    }
  };
  const store = (wanted: Partial<Parameters<typeof createRequest>[1]> = {}) =>
    createRequest(publicContext(), {
      ...{ criteria: SEARCH, email: 'amal@example.org', name: '', text: '', locale: 'ar', wantsAlerts: true },
      ...{ counsellingLanguage: null, address: '192.0.2.1', mails: MAILS, ...wanted }
    });
  const confirm = async () =>
    confirmRequest(publicContext(), await secretTo('amal@example.org', '/requests/confirm'), MAILS);
  const offer = (fields: Parameters<Factory['listing']>[0] = { unitId }) => factory.listing(fields);

  it('sends nothing but the mail that asks for confirmation before it is confirmed', async () => {
    await store({ counsellingLanguage: 'ar' });
    await offer();
    expect(await sendAlerts(publicContext(), MAILS)).toBe(0);
    const mails = await database.db.select().from(mail);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ locale: 'ar', unsubscribeUrl: null });
    expect((await listRequests(as(counsellor, 'counsellor'))).counselled).toEqual([]);
  });

  it('tells of each new space once, in the person’s language, with a way to end it', async () => {
    await store();
    const manage = await confirm();
    expect(await sendAlerts(publicContext(), MAILS)).toBe(0);
    const fresh = await offer({ unitId, title: 'Neuer Laden' });
    expect(await sendAlerts(publicContext(), MAILS)).toBe(1);
    expect(await sendAlerts(publicContext(), MAILS)).toBe(0);
    const alert = (await mailsTo('amal@example.org')).at(-1)!;
    expect(alert.locale).toBe('ar');
    expect(alert.subject).toContain('Neuer Laden');
    expect(alert.body).toContain(`${ORIGIN}/ar/listings/${fresh.id}`);
    expect(alert.body).not.toContain('Eckladen');
    expect(alert.unsubscribeUrl).toMatch(/^https:\/\/karte\.example\.org\/ar\/requests\/[\w-]{43}\/unsubscribe$/);
    const [, secret] = /requests\/([\w-]{43})\/unsubscribe/.exec(alert.unsubscribeUrl!)!;
    expect(alert.body).toContain(`/ar/requests/${secret}`);
    await switchAlerts(publicContext(), secret!, false);
    await offer({ unitId, title: 'Noch einer' });
    expect(await sendAlerts(publicContext(), MAILS)).toBe(0);
    expect(await getOwnRequest(publicContext(), manage)).toMatchObject({ hasAlerts: false });
    await switchAlerts(publicContext(), manage, true);
    expect(await sendAlerts(publicContext(), MAILS)).toBe(0);
  });

  it('of an idea says why a space fits', async () => {
    await store({ criteria: IDEA, locale: 'de' });
    await confirm();
    await offer({ unitId, title: 'Passt', suitableUses: ['retail'] });
    expect(await sendAlerts(publicContext(), MAILS)).toBe(1);
    expect((await mailsTo('amal@example.org')).at(-1)!.body).toMatch(/- 50\sm² von 40–60\sm² gewünscht/);
  });

  it('that nobody confirms is deleted after a week, one that is over on its day', async () => {
    await store();
    const now = new Date();
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
    expect(await forgetSeekers(publicContext(), later(6))).toBe(0);
    expect(await forgetSeekers(publicContext(), later(8))).toBe(1);
    expect(await database.db.$count(mail)).toBe(0);
    await store();
    await confirm();
    expect(await forgetSeekers(publicContext(), later(8))).toBe(0);
    expect(await forgetSeekers(publicContext({ today: '2027-11-22' }), later(8))).toBe(1);
  });

  it('goes at once with everything', async () => {
    await store();
    const secret = await confirm();
    await deleteRequest(publicContext(), secret);
    for (const table of [spaceRequest, linkToken, mail]) expect(await database.db.$count(table)).toBe(0);
    await expect(getOwnRequest(publicContext(), secret)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('without counselling is seen by nobody at the desk, and counted only among others', async () => {
    for (const name of ['a', 'b', 'c']) {
      await store({ email: `${name}@example.org`, text: 'Geheim', name: 'Verborgen' });
      const secret = await secretTo(`${name}@example.org`, '/requests/confirm');
      const before = await listRequests(as(counsellor, 'administrator'));
      expect(before.demand).toEqual([]);
      await confirmRequest(publicContext(), secret, MAILS);
    }
    const desk = await listRequests(as(counsellor, 'administrator'));
    expect(desk.demand).toEqual([{ use: null, size: 'medium', count: 3 }]);
    expect(JSON.stringify(desk)).not.toMatch(/Geheim|Verborgen|example\.org/);
  });

  it('with counselling is taken on by who speaks the language; the person is told who it is', async () => {
    await store({ counsellingLanguage: 'ar', name: 'Amal', text: 'Bitte Hilfe.', wantsAlerts: false, locale: 'de' });
    await confirm();
    const wanted = (await mailsTo(counsellor.email)).at(-1)!;
    expect(wanted.body).toContain(`${ORIGIN}/desk/requests`);
    expect(wanted.body).not.toMatch(/amal@example\.org|Bitte Hilfe/);
    const planner = await createAccount(database.db, 'test', { role: 'planner' });
    expect((await listRequests(as(planner, 'planner'))).counselled).toEqual([]);
    expect((await listRequests(as(planner, 'planner'))).waiting).toEqual([{ language: 'ar', count: 1 }]);
    const [entry] = (await listRequests(as(counsellor, 'counsellor'))).counselled;
    expect(entry).toMatchObject({ name: 'Amal', email: 'amal@example.org', text: 'Bitte Hilfe.', state: 'open' });
    const take = (person: TestAccount, role: Role) =>
      takeCounselling(as(person, role), { kind: 'request', id: entry!.id, mails: MAILS });
    await expect(take(planner, 'planner')).rejects.toMatchObject({ kind: 'not_found' });
    await take(counsellor, 'counsellor');
    const told = (await mailsTo('amal@example.org')).at(-1)!;
    expect(told.body).toContain(counsellor.name);
    expect(told.replyTo).toBe(counsellor.email);
    await expect(take(counsellor, 'counsellor')).rejects.toMatchObject({ code: 'counselling_taken' });
    await finishCounselling(as(counsellor, 'counsellor'), { kind: 'request', id: entry!.id });
    expect((await listRequests(as(counsellor, 'counsellor'))).counselled).toMatchObject([
      { state: 'done', isMine: true }
    ]);
  });

  it('with counselling about an offer goes on after the desk has agreed, until the counsellor says that it is done', async () => {
    await ask({ counsellingLanguage: 'ar' });
    const { id } = await theEnquiry();
    const context = as(counsellor, 'counsellor');
    const counselled = async () => (await listRequests(context)).counselled;
    expect(await counselled()).toMatchObject([{ about: { kind: 'enquiry' }, state: 'open' }]);
    const finish = () => finishCounselling(context, { kind: 'enquiry', id });
    await expect(finish()).rejects.toMatchObject({ kind: 'not_found' });
    await takeCounselling(context, { kind: 'enquiry', id, mails: MAILS });
    await setState(atDesk(), { id, state: 'agreed' });
    expect(await counselled()).toMatchObject([{ state: 'in_counselling', isMine: true }]);
    await finish();
    expect(await counselled()).toEqual([]);
    await setState(atDesk(), { id, state: 'viewing' });
    expect(await counselled()).toMatchObject([{ state: 'done', isMine: true }]);
    expect((await listRequests(context)).waiting).toEqual([]);
  });

  it('in a language that nobody speaks is refused at its field', async () => {
    await expect(store({ counsellingLanguage: 'vi' })).rejects.toMatchObject({
      code: 'language_unknown',
      details: { field: 'counsellingLanguage' }
    });
  });
});
