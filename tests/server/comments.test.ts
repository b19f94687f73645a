import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consultationMailsFrom } from '../../src/i18n/consultation-mails';
import type { CommentSubject } from '../../src/lib/domain/plan/plan-comment';
import type { Role } from '../../src/lib/domain/access';
import { dayAt } from '../../src/lib/domain/interval';
import { countWaiting, listDeskComments, listRecord } from '../../src/lib/server/consultation/comment-desk';
import { forgetCommenters, tellOfWaiting } from '../../src/lib/server/consultation/comment-jobs';
import { countComments, getConsultation } from '../../src/lib/server/consultation/comment-list';
import { answerComments, publishComments, rejectComments } from '../../src/lib/server/consultation/comment-moderation';
import { sendComment, type NewComment } from '../../src/lib/server/consultation/comment';
import { deleteOwnComment, getOwnComment, withdrawComment } from '../../src/lib/server/consultation/own-comment';
import type { ServiceContext } from '../../src/lib/server/context';
import { linkToken, mail, planComment, throttle, usePlan, usePlanTarget } from '../../src/lib/server/db/schema';
import { createAccount, type TestAccount } from '../support/accounts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, TODAY } from '../support/factories';

const MAILS = consultationMailsFrom('https://karte.example.org');
const SCRIPT = '<script>alert("Zauberwort")</script>';

let database: TestDatabase;
let factory: Factory;
let unitId: number;
let otherUnitId: number;
let planId: number;
let planner: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  factory = await Factory.open(database.db);
  const house = await factory.building();
  const storey = await factory.storey({ buildingId: house.id });
  const place = { buildingId: house.id, storeyId: storey.id };
  unitId = (await factory.unit({ ...place, code: 'EG-L' })).id;
  otherUnitId = (await factory.unit({ ...place, code: 'EG-R' })).id;
  planner = await createAccount(database.db, 'test', { role: 'planner', name: 'Paula Plan' });
});
beforeEach(async () => {
  for (const table of [mail, planComment, linkToken, throttle]) await database.db.delete(table);
  await database.db.transaction(async (db) => {
    await db.execute(`select set_config('iq_ost.authoring', 'on', true)`);
    await db.delete(usePlanTarget);
    await db.delete(usePlan);
  });
  planId = (
    await factory.plan({
      ...{ ref: 'offen', title: 'Plan A', status: 'consultation' as const },
      ...{ consultationFrom: '2026-11-10', consultationTo: TODAY }
    })
  ).id;
  await factory.target({ planId, unitId, wish: 'Teehaus' });
});
afterAll(() => database.close());

const open = (overrides: Partial<ServiceContext> = {}) => contextOf(database.db, overrides);
function as(role: Role, overrides: Partial<ServiceContext> = {}): ServiceContext {
  const account = role === 'public' ? null : { id: planner.id, name: planner.name };
  return open({ actor: { account, roles: [role], buildingIds: [], businessIds: [] }, ...overrides });
}
const desk = () => as('planner');

const say = (wanted: Partial<NewComment> = {}, context = open()) =>
  sendComment(context, {
    ...{ planId, subject: { kind: 'plan' }, text: SCRIPT, name: '', email: '', address: '192.0.2.1', mails: MAILS },
    ...wanted
  });
const stored = () => database.db.select().from(planComment).orderBy(planComment.id);
const mailsTo = (recipient: string) =>
  database.db.select().from(mail).where(eq(mail.recipient, recipient)).orderBy(mail.createdAt);
const idOf = async (secret: string) =>
  (await stored()).find(({ body }) => body.includes(secret))?.id ?? (await stored()).at(-1)!.id;
const shown = async (choice: { subject?: CommentSubject; outcome?: 'open' | 'noted' } = {}, context = open()) =>
  getConsultation(context, planId, { subject: choice.subject ?? null, outcome: choice.outcome ?? null });
const setPlan = (fields: Partial<typeof usePlan.$inferInsert>) =>
  database.db.update(usePlan).set(fields).where(eq(usePlan.id, planId));

describe('a comment', () => {
  it('is taken without a name or an address, and its own page opens with the secret alone', async () => {
    const secret = await say({ subject: { kind: 'unit', unitId } });
    expect(await stored()).toMatchObject([{ unitId, state: 'received', name: null, email: null, body: SCRIPT }]);
    const own = await getOwnComment(open(), secret);
    expect(own).toMatchObject({ plan: { title: 'Plan A' }, state: 'received', body: SCRIPT, hasAddress: false });
    expect(own.place).toMatchObject({ kind: 'unit', unit: { code: 'EG-L' }, wish: 'Teehaus' });
    expect(await database.db.$count(mail)).toBe(0);
    await expect(getOwnComment(open(), 'A'.repeat(43))).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('is taken on the first and on the last day, and on no other', async () => {
    for (const today of ['2026-11-10', TODAY]) await say({}, open({ today }));
    for (const today of ['2026-11-09', '2026-11-23']) {
      await expect(say({}, open({ today }))).rejects.toMatchObject({ kind: 'conflict', code: 'consultation_is_over' });
    }
    expect(await stored()).toHaveLength(2);
  });

  it.each(['adopted', 'withdrawn'] as const)(
    'on a plan that is %s is refused within the period, too',
    async (status) => {
      await setPlan({ status });
      await expect(say()).rejects.toMatchObject({ code: 'consultation_is_over' });
      await expect(say({}, desk())).rejects.toMatchObject({ code: 'consultation_is_over' });
      expect(await stored()).toHaveLength(0);
    }
  );

  it('on a draft is refused as if there were no plan', async () => {
    const { id } = await factory.plan({ ref: 'entwurf', status: 'draft' });
    await expect(say({ planId: id })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(say({ planId: id }, desk())).rejects.toMatchObject({ code: 'consultation_is_over' });
  });

  it('is about the plan, or about something that the plan says something of', async () => {
    for (const subject of [
      { kind: 'unit', unitId: otherUnitId },
      { kind: 'unit', unitId: 999_999 },
      { kind: 'area', areaId: '11111111-2222-4333-8444-555555555555' },
      null
    ] as const) {
      await expect(say({ subject })).rejects.toMatchObject({ kind: 'invalid', details: { field: 'about' } });
    }
    expect(await stored()).toHaveLength(0);
  });

  it('carries no word of whoever wrote it to an address that nobody has proven', async () => {
    await say({ name: 'Gewinnspiel http://evil.example', email: 'Opfer@example.org' }, open({ locale: 'ar' }));
    const [receipt] = await mailsTo('opfer@example.org');
    expect(receipt).toMatchObject({ locale: 'ar', replyTo: null });
    expect(receipt!.body).toMatch(/https:\/\/karte\.example\.org\/ar\/comments\/[\w-]{43}/);
    expect(JSON.stringify(receipt)).not.toMatch(/Zauberwort|Gewinnspiel|evil/);
  });

  it('is slowed down after a while, by mail and by network address', async () => {
    for (let count = 0; count < 8; count += 1) await say({ email: 'a@example.org', address: `192.0.2.${count}` });
    await expect(say({ email: 'a@example.org', address: '192.0.2.99' })).rejects.toMatchObject({
      code: 'too_many_attempts'
    });
    for (let count = 0; count < 20; count += 1) await say({ address: '198.51.100.1' });
    await expect(say({ address: '198.51.100.1' })).rejects.toMatchObject({ code: 'too_many_attempts' });
  });

  it('cannot put anything into the header of a mail', async () => {
    await expect(say({ email: 'a@example.org\r\nBcc: b@example.org' })).rejects.toMatchObject({
      code: 'email_invalid'
    });
    await expect(say({ name: 'Amal\r\nBcc: b@example.org' })).rejects.toMatchObject({ code: 'name_invalid' });
    const period = { consultationFrom: TODAY, consultationTo: TODAY };
    const title = 'Plan\r\nBcc: eve@example.org';
    const { id } = await factory.plan({ ref: 'kopfzeile', status: 'consultation', title, ...period });
    await say({ planId: id, email: 'a@example.org' });
    expect(await database.db.$count(mail)).toBe(1);
    for (const { subject } of await database.db.select().from(mail)) expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe('what everybody reads', () => {
  it('is what was published, and of all else not even the number', async () => {
    for (const text of ['Eins', 'Zwei', 'Drei', 'Vier']) await say({ text, name: 'Amal', email: 'a@example.org' });
    const [one, two, three] = (await stored()).map(({ id }) => id);
    await publishComments(desk(), { planId, ids: [one!] });
    await rejectComments(desk(), { planId, ids: [two!], reason: 'Zauberwort', mails: MAILS });
    const { comments, counts } = await shown();
    expect(comments.rows).toMatchObject([
      { id: one, body: 'Eins', name: 'Amal', outcome: null, saidOn: dayAt(new Date(), 'Europe/Berlin') }
    ]);
    expect(counts.total).toBe(1);
    const bytes = JSON.stringify(await shown());
    for (const trace of ['Zwei', 'Drei', 'Vier', 'Zauberwort', 'example.org']) expect(bytes).not.toContain(trace);
    await publishComments(desk(), { planId, ids: [three!] });
    expect(await countComments(open(), planId)).toMatchObject({ total: 2, byOutcome: { open: 2, noted: 0 } });
  });

  it('can be chosen by unit and by what became of it', async () => {
    await say({ text: 'Plan' });
    await say({ text: 'Raum', subject: { kind: 'unit', unitId } });
    const [plan, unit] = (await stored()).map(({ id }) => id);
    await publishComments(desk(), { planId, ids: [plan!, unit!] });
    await answerComments(desk(), { planId, ids: [unit!], outcome: 'noted', reply: 'Danke.', mails: MAILS });
    const bodies = async (...choice: Parameters<typeof shown>) =>
      (await shown(...choice)).comments.rows.map(({ body }) => body);
    expect(await bodies({ subject: { kind: 'unit', unitId } })).toEqual(['Raum']);
    expect(await bodies({ subject: { kind: 'plan' } })).toEqual(['Plan']);
    expect(await bodies({ outcome: 'noted' })).toEqual(['Raum']);
    expect(await bodies({ outcome: 'open' })).toEqual(['Plan']);
    expect((await shown()).counts).toMatchObject({
      bySubject: { plan: 1, [`unit-${unitId}`]: 1 },
      byOutcome: { open: 1, noted: 1, declined: 0 }
    });
  });

  it('stays when the consultation is over, with what became of it', async () => {
    await say({ text: 'Mehr Bäume' });
    const ids = [await idOf('Mehr Bäume')];
    await publishComments(desk(), { planId, ids });
    await setPlan({ status: 'adopted', adoptedOn: '2026-12-01' });
    await answerComments(desk(), { planId, ids, outcome: 'taken_up', reply: 'Drei Linden.', mails: MAILS });
    const record = await shown({}, open({ today: '2026-12-24' }));
    expect(record.phase).toBe('over');
    expect(record.comments.rows).toMatchObject([{ outcome: 'taken_up', reply: 'Drei Linden.' }]);
  });

  it('is nothing of a draft', async () => {
    const { id } = await factory.plan({ ref: 'entwurf', status: 'draft' });
    await database.db.insert(planComment).values({ planId: id, body: 'x', locale: 'de', state: 'published' });
    await expect(getConsultation(open(), id, { subject: null, outcome: null })).rejects.toMatchObject({
      kind: 'not_found'
    });
    expect((await countComments(open(), id)).total).toBe(0);
  });
});

describe('the desk', () => {
  it.each(['public', 'owner', 'business', 'counsellor', 'seeker'] as const)(
    'is closed to the role %s',
    async (role) => {
      await say();
      const ids = [(await stored())[0]!.id];
      const attempts = [
        listDeskComments(as(role), { planId, view: 'all' }),
        listRecord(as(role), planId),
        countWaiting(as(role)),
        publishComments(as(role), { planId, ids }),
        rejectComments(as(role), { planId, ids, reason: 'x', mails: MAILS }),
        answerComments(as(role), { planId, ids, outcome: 'noted', reply: 'x', mails: MAILS })
      ];
      for (const settled of await Promise.allSettled(attempts)) {
        expect(settled).toMatchObject({ status: 'rejected', reason: { kind: 'forbidden' } });
      }
      expect(await stored()).toMatchObject([{ state: 'received', outcome: null }]);
    }
  );

  it('sees what waits first, and never an address', async () => {
    await say({ text: 'Eins', email: 'amal@example.org' });
    await say({ text: 'Zwei' });
    const { counts, comments } = await listDeskComments(desk(), { planId, view: 'received' });
    expect(comments.rows.map(({ body, hasAddress }) => [body, hasAddress])).toEqual([
      ['Eins', true],
      ['Zwei', false]
    ]);
    expect(counts).toEqual({ received: 2, unanswered: 0, answered: 0, rejected: 0, all: 2 });
    expect(JSON.stringify([comments, await listRecord(desk(), planId)])).not.toContain('example.org');
    expect([...(await countWaiting(desk()))]).toEqual([[planId, 2]]);
  });

  it('answers many alike at once, each in its author’s language', async () => {
    await say({ text: 'Eins', email: 'amal@example.org' }, open({ locale: 'ar' }));
    await say({ text: 'Zwei', email: 'bo@example.org' });
    await say({ text: 'Drei' });
    const ids = (await stored()).map(({ id }) => id);
    expect(await publishComments(desk(), { planId, ids })).toBe(3);
    const answer = { outcome: 'partly', reply: 'Zwei Bäume.', mails: MAILS };
    expect(await answerComments(desk(), { planId, ids, ...answer })).toBe(3);
    expect((await stored()).map(({ outcome, reply }) => [outcome, reply])).toEqual(
      Array.from({ length: 3 }, () => ['partly', 'Zwei Bäume.'])
    );
    const [arabic, german] = [(await mailsTo('amal@example.org')).at(-1)!, (await mailsTo('bo@example.org')).at(-1)!];
    expect(arabic.body).toContain('أُخذ به جزئيًا');
    expect(german.body).toContain('zum Teil aufgenommen');
    for (const { body } of [arabic, german]) {
      expect(body).toContain('Zwei Bäume.');
      expect(body).not.toMatch(/Eins|Drei/);
    }
  });

  it('answers only what is shown, and leaves alone what somebody has taken back', async () => {
    await say({ text: 'Eins' });
    const secret = await say({ text: 'Zwei' });
    const ids = (await stored()).map(({ id }) => id);
    const answer = { outcome: 'noted', reply: 'Danke.', mails: MAILS };
    await expect(answerComments(desk(), { planId, ids, ...answer })).rejects.toMatchObject({ code: 'comment_changed' });
    await withdrawComment(open(), secret);
    expect(await publishComments(desk(), { planId, ids })).toBe(1);
    await expect(publishComments(desk(), { planId, ids })).rejects.toMatchObject({ code: 'comment_changed' });
    expect((await stored()).map(({ state }) => state)).toEqual(['published', 'withdrawn']);
    expect((await listDeskComments(desk(), { planId, view: 'all' })).comments.rows).toHaveLength(1);
  });

  it('cannot reach the comments of one plan through another', async () => {
    await say();
    const other = await factory.plan({ ref: 'anderer', status: 'consultation' });
    const ids = (await stored()).map(({ id }) => id);
    await expect(publishComments(desk(), { planId: other.id, ids })).rejects.toMatchObject({ code: 'comment_changed' });
  });

  it('must give a reason, a reply and an outcome', async () => {
    await say();
    const ids = (await stored()).map(({ id }) => id);
    const chosen = { planId, ids, mails: MAILS };
    await expect(rejectComments(desk(), { ...chosen, reason: ' ' })).rejects.toMatchObject({
      code: 'text_missing',
      details: { field: 'reason' }
    });
    await expect(answerComments(desk(), { ...chosen, outcome: 'noted', reply: '' })).rejects.toMatchObject({
      details: { field: 'reply' }
    });
    await expect(answerComments(desk(), { ...chosen, outcome: 'great', reply: 'x' })).rejects.toMatchObject({
      details: { field: 'outcome' }
    });
    await expect(publishComments(desk(), { planId, ids: [] })).rejects.toMatchObject({ code: 'comments_none' });
  });

  it('tells a reason to whoever wrote it alone', async () => {
    const secret = await say({ email: 'amal@example.org' });
    const ids = (await stored()).map(({ id }) => id);
    await rejectComments(desk(), { planId, ids, reason: 'Das ist Werbung.', mails: MAILS });
    expect(await getOwnComment(open(), secret)).toMatchObject({ state: 'rejected', reason: 'Das ist Werbung.' });
    expect((await mailsTo('amal@example.org')).at(-1)!.body).not.toContain('Werbung');
    expect(JSON.stringify(await shown())).not.toContain('Werbung');
    await publishComments(desk(), { planId, ids });
    expect(await getOwnComment(open(), secret)).toMatchObject({ state: 'published', reason: null });
  });

  it('leaves ids and numbers in the audit list, and no word of anybody', async () => {
    await say({ text: 'Zauberwort', name: 'Amal', email: 'amal@example.org' });
    const ids = (await stored()).map(({ id }) => id);
    await rejectComments(desk(), { planId, ids, reason: 'Grundwort', mails: MAILS });
    await publishComments(desk(), { planId, ids });
    await answerComments(desk(), { planId, ids, outcome: 'noted', reply: 'Antwortwort', mails: MAILS });
    const events = await database.sql<{ action: string; detail: unknown }[]>`
      select action, detail from audit_event order by id desc limit 3`;
    expect(events.map(({ action, detail }) => [action, detail])).toEqual([
      ['answer_comment', { outcome: 'noted', count: 1, comments: ids }],
      ['moderate_comment', { state: 'published', count: 1, comments: ids }],
      ['moderate_comment', { state: 'rejected', count: 1, comments: ids }]
    ]);
    const all =
      await database.sql`select to_jsonb(e)::text from audit_event e union all select to_jsonb(r)::text from audit_row r`;
    expect(JSON.stringify(all)).not.toMatch(/Zauberwort|Grundwort|Antwortwort|amal/i);
  });

  it('is told once a day how many wait, while any does', async () => {
    expect(await tellOfWaiting(open(), MAILS)).toBe(0);
    await say({ text: 'Zauberwort' });
    await say();
    expect(await tellOfWaiting(open(), MAILS)).toBe(1);
    const [told] = await mailsTo(planner.email);
    expect(told!.body).toContain('Plan A: 2 Anregungen warten');
    expect(told!.body).toContain(`/desk/plans/${planId}/comments`);
    expect(told!.body).not.toContain('Zauberwort');
  });
});

describe('whoever wrote', () => {
  it('takes a comment back: nobody reads it any more, and no mail comes', async () => {
    const secret = await say({ text: 'Zauberwort', email: 'amal@example.org' });
    const ids = (await stored()).map(({ id }) => id);
    await publishComments(desk(), { planId, ids });
    await withdrawComment(open(), secret);
    expect((await shown()).comments.rows).toEqual([]);
    expect(JSON.stringify(await listRecord(desk(), planId))).not.toContain('Zauberwort');
    expect(await mailsTo('amal@example.org')).toEqual([]);
    expect(await getOwnComment(open(), secret)).toMatchObject({ state: 'withdrawn', hasAddress: false });
    await expect(withdrawComment(open(), secret)).rejects.toMatchObject({ code: 'comment_changed' });
  });

  it('deletes it with everything, whatever became of it', async () => {
    const secret = await say({ text: 'Zauberwort', name: 'Amal', email: 'amal@example.org' });
    const ids = (await stored()).map(({ id }) => id);
    await publishComments(desk(), { planId, ids });
    await answerComments(desk(), { planId, ids, outcome: 'noted', reply: 'Danke.', mails: MAILS });
    await deleteOwnComment(open(), secret);
    for (const table of [planComment, linkToken, mail]) expect(await database.db.$count(table)).toBe(0);
    await expect(getOwnComment(open(), secret)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('can do so while the plan is a draft again', async () => {
    const secret = await say({ text: 'Zauberwort' });
    await setPlan({ status: 'draft', consultationFrom: null, consultationTo: null });
    expect(await getOwnComment(open(), secret)).toMatchObject({
      plan: null,
      place: { kind: 'gone' },
      body: 'Zauberwort'
    });
    await deleteOwnComment(open(), secret);
    expect(await stored()).toEqual([]);
  });
});

describe('the time of an address', () => {
  const at = (day: string) => [open({ today: day }), new Date(`${day}T12:00:00Z`)] as const;
  const emails = async () => (await stored()).map(({ email }) => email);

  it('ends some days after the answer, with the mails that went there', async () => {
    await say({ email: 'amal@example.org' });
    const ids = (await stored()).map(({ id }) => id);
    await publishComments(desk(), { planId, ids });
    await answerComments(desk(), { planId, ids, outcome: 'noted', reply: 'Danke.', mails: MAILS });
    await database.db.update(planComment).set({ answeredAt: new Date(`${TODAY}T12:00:00Z`) });
    expect(await forgetCommenters(...at('2026-12-21'))).toBe(0);
    expect(await forgetCommenters(...at('2026-12-22'))).toBe(1);
    expect(await emails()).toEqual([null]);
    expect(await mailsTo('amal@example.org')).toEqual([]);
    expect((await shown()).comments.rows).toHaveLength(1);
  });

  it('ends a year after the consultation where nobody answered', async () => {
    await say({ email: 'amal@example.org' });
    expect(await forgetCommenters(...at('2027-11-21'))).toBe(0);
    expect(await forgetCommenters(...at('2027-11-22'))).toBe(1);
    expect(await emails()).toEqual([null]);
    expect(await stored()).toHaveLength(1);
  });

  it('is that of the words, too, where nobody was shown them', async () => {
    await say({ text: 'Eins' });
    await withdrawComment(open(), await say({ text: 'Zwei' }));
    const ids = (await stored()).map(({ id }) => id);
    await rejectComments(desk(), { planId, ids: [ids[0]!], reason: 'Werbung.', mails: MAILS });
    await database.db.update(planComment).set({ decidedAt: new Date(`${TODAY}T12:00:00Z`) });
    expect(await forgetCommenters(...at('2027-11-21'))).toBe(0);
    expect(await forgetCommenters(...at('2027-11-22'))).toBe(2);
    expect(await stored()).toEqual([]);
  });
});
