import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { can } from '../../src/lib/domain/access';
import { changePassword, changeProfile, mailPasswordReset, resetPassword } from '../../src/lib/server/account/account';
import {
  disableAccount,
  enableAccount,
  getAccount,
  grantRole,
  listAccounts,
  removeSecondFactor,
  revokeRole
} from '../../src/lib/server/account/account-administration';
import { beginSession, readSession } from '../../src/lib/server/auth/session';
import { issueSetUp, setUp } from '../../src/lib/server/auth/set-up';
import { signIn } from '../../src/lib/server/auth/sign-in';
import type { ServiceContext } from '../../src/lib/server/context';
import { openDatabase } from '../../src/lib/server/db/client';
import { account, accountGrant, accountToken, auditEvent, mail, quarter } from '../../src/lib/server/db/schema';
import {
  acceptInvitation,
  acceptWithNewAccount,
  findInvitation,
  invite,
  listInvitations,
  withdrawInvitation
} from '../../src/lib/server/account/invitation';
import {
  addOrganisation,
  addProperty,
  getOrganisation,
  removeOrganisation,
  removeProperty,
  renameOrganisation
} from '../../src/lib/server/account/organisation';
import { actorFor, createAccount, PASSWORD, type TestAccount } from '../support/accounts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf, Factory, QUARTER_SETTINGS } from '../support/factories';

let database: TestDatabase;
let make: Factory;
let elsewhereId: number;
let administrator: TestAccount;
const known = (options = {}) => createAccount(database.db, 'test', options);
const open = (): ServiceContext => contextOf(database.db);
const as = async ({ id }: TestAccount): Promise<ServiceContext> =>
  contextOf(database.db, { actor: await actorFor(database.db, 'test', id) });
const compose = (to: { name: string }, secret = '') => ({ subject: `An ${to.name}`, body: `link=${secret}` });
const NEW = { email: 'neu@example.org', name: 'Neu', locale: 'de', password: PASSWORD, userAgent: null };

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const [elsewhere] = await database.db
    .insert(quarter)
    .values({ slug: 'elsewhere', name: 'Anderswo', contentHash: '0', settings: QUARTER_SETTINGS })
    .returning();
  elsewhereId = elsewhere!.id;
});
beforeEach(async () => {
  await database.db.delete(accountGrant);
  administrator = await known({ role: 'administrator' });
});
afterAll(() => database.close());

async function refusalOf(attempt: Promise<unknown>): Promise<unknown> {
  const [settled] = await Promise.allSettled([attempt]);
  return settled.status === 'rejected' ? settled.reason : `succeeded: ${JSON.stringify(settled.value)}`;
}

async function lastMail(): Promise<{ recipient: string; secret: string; subject: string }> {
  const [row] = await database.db.select().from(mail).orderBy(desc(mail.createdAt)).limit(1);
  return { recipient: row!.recipient, subject: row!.subject, secret: row!.body.replace(/^link=/, '') };
}

async function lastEvent() {
  const [event] = await database.db.select().from(auditEvent).orderBy(desc(auditEvent.id)).limit(1);
  return event!;
}

describe('setting up', () => {
  beforeEach(() => database.db.delete(accountGrant));

  it('is offered as long as nobody administers the quarter, and a new link makes older ones worthless', async () => {
    const first = await issueSetUp(open());
    const second = await issueSetUp(open());
    expect(await refusalOf(setUp(open(), { ...NEW, secret: first! }))).toMatchObject({ code: 'token_spent' });
    const { secret } = await setUp(open(), { ...NEW, email: 'erste@example.org', secret: second! });
    const session = await readSession(open(), secret);
    expect(session?.actor.roles).toEqual(['public', 'administrator']);
    expect(await lastEvent()).toMatchObject({ action: 'set_up', accountId: session!.viewer.accountId, actor: 'Neu' });
    expect(await issueSetUp(open())).toBeNull();
    const again = setUp(open(), { ...NEW, email: 'zweite@example.org', secret: second! });
    expect(await refusalOf(again)).toMatchObject({ code: 'token_spent' });
  });

  it('works for one of many who use the link at once, also on other connections', async () => {
    const secret = (await issueSetUp(open()))!;
    const other = openDatabase(database.url, { poolSize: 4 });
    try {
      const settled = await Promise.allSettled(
        [0, 1, 2, 3, 4, 5].map((index) =>
          setUp(contextOf(index % 2 ? other.db : database.db), { ...NEW, email: `rush-${index}@example.org`, secret })
        )
      );
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await database.db.select().from(accountGrant)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('is offered again where the only administrator is disabled', async () => {
    const only = await known({ role: 'administrator' });
    expect(await issueSetUp(open())).toBeNull();
    await database.db.update(account).set({ disabledAt: new Date() }).where(eq(account.id, only.id));
    expect(await issueSetUp(open())).not.toBeNull();
  });
});

describe('what somebody may do', () => {
  it('comes of the grants for the quarter that is shown and for all quarters, and of the organisations', async () => {
    const house = await make.building();
    const other = await make.building();
    const business = await make.business();
    const owner = await known({ role: 'owner', buildingIds: [house.id] });
    await known({ role: 'owner', buildingIds: [other.id] });
    const trader = await known({ role: 'business', businessIds: [business.id] });
    const actor = await actorFor(database.db, 'test', owner.id);
    expect(actor).toMatchObject({ roles: ['public', 'owner'], buildingIds: [house.id], businessIds: [] });
    expect([can(actor, 'occupancy:change', { buildingId: house.id }), can(actor, 'occupancy:change')]).toEqual([
      true,
      false
    ]);
    expect(can(actor, 'occupancy:change', { buildingId: other.id })).toBe(false);
    expect(await actorFor(database.db, 'test', trader.id)).toMatchObject({
      businessIds: [business.id],
      buildingIds: []
    });
  });

  it('does not reach into another quarter', async () => {
    const planner = await known({ role: 'planner', quarterId: make.quarterId });
    expect((await actorFor(database.db, 'test', planner.id)).roles).toEqual(['public', 'planner']);
    expect((await actorFor(database.db, 'elsewhere', planner.id)).roles).toEqual(['public']);
    expect((await actorFor(database.db, 'elsewhere', administrator.id)).roles).toEqual(['public', 'administrator']);
  });

  it('is gone with the next request when it is taken away', async () => {
    const planner = await known({ role: 'planner' });
    const { secret } = await beginSession(open(), { accountId: planner.id, userAgent: null });
    expect((await readSession(open(), secret))?.actor.roles).toContain('planner');
    await revokeRole(await as(administrator), planner.id, planner.grantId!);
    expect((await readSession(open(), secret))?.actor.roles).toEqual(['public']);
  });
});

describe('administering', () => {
  it.each(['public', 'seeker', 'owner', 'business', 'counsellor', 'planner'] as const)(
    'is refused to %s',
    async (role) => {
      const context = contextOf(database.db, { actor: actorOf(role) });
      const wanted = { role: 'planner', isForAllQuarters: false, organisationId: null };
      const invitation = { ...wanted, email: 'a@example.org', name: 'A', locale: 'de', compose };
      const attempts = [
        listAccounts(context),
        getAccount(context, administrator.id),
        grantRole(context, administrator.id, wanted),
        revokeRole(context, administrator.id, administrator.grantId!),
        disableAccount(context, administrator.id),
        enableAccount(context, administrator.id),
        removeSecondFactor(context, administrator.id),
        invite(context, invitation),
        listInvitations(context),
        withdrawInvitation(context, 'x'),
        addOrganisation(context, 'Meine'),
        getOrganisation(context, 1),
        renameOrganisation(context, 1, 'x'),
        addProperty(context, { organisationId: 1, kind: 'building', recordId: 1 }),
        removeProperty(context, { organisationId: 1, kind: 'building', recordId: 1 }),
        removeOrganisation(context, 1)
      ];
      for (const attempt of attempts) expect(await refusalOf(attempt)).toMatchObject({ kind: 'forbidden' });
    }
  );

  it('gives and takes roles, once each, and says so in the audit list', async () => {
    const context = await as(administrator);
    const person = await known();
    const wanted = { role: 'planner', isForAllQuarters: false, organisationId: null };
    await grantRole(context, person.id, wanted);
    expect(await lastEvent()).toMatchObject({
      action: 'grant_role',
      accountId: administrator.id,
      detail: { accountId: person.id, role: 'planner', quarterId: make.quarterId }
    });
    expect(await refusalOf(grantRole(context, person.id, wanted))).toMatchObject({ code: 'role_held' });
    const { grants } = await getAccount(context, person.id);
    expect(grants).toMatchObject([{ role: 'planner', isForAllQuarters: false, organisation: null }]);
    await revokeRole(context, person.id, grants[0]!.id);
    expect((await getAccount(context, person.id)).grants).toEqual([]);
    expect(await refusalOf(revokeRole(context, person.id, grants[0]!.id))).toMatchObject({ kind: 'not_found' });
  });

  it.each([
    [{ role: 'public', isForAllQuarters: false, organisationId: null }, 'role_unknown'],
    [{ role: 'owner', isForAllQuarters: false, organisationId: null }, 'organisation_missing'],
    [{ role: 'owner', isForAllQuarters: false, organisationId: 2_000_000 }, 'organisation_unknown']
  ])('refuses %j: %s', async (wanted, code) => {
    const person = await known();
    expect(await refusalOf(grantRole(await as(administrator), person.id, wanted))).toMatchObject({
      kind: 'invalid',
      code
    });
  });

  it.each(['', 'x', "' or 1=1", '7f0c8f1e-8f7b-4a45-9d2b-0d7a3f9f0a11'])(
    'does not find the forged account %j',
    async (id) => {
      expect(await refusalOf(getAccount(await as(administrator), id))).toMatchObject({ kind: 'not_found' });
    }
  );

  it('reaches no further than its own quarter', async () => {
    const local = await known({ role: 'administrator', quarterId: make.quarterId });
    const context = await as(local);
    const person = await known();
    const everywhere = { role: 'planner', isForAllQuarters: true, organisationId: null };
    expect(await refusalOf(grantRole(context, person.id, everywhere))).toMatchObject({ code: 'not_for_all_quarters' });
    expect(await refusalOf(disableAccount(context, administrator.id))).toMatchObject({ code: 'not_for_all_quarters' });
    expect(await refusalOf(revokeRole(context, administrator.id, administrator.grantId!))).toMatchObject({
      code: 'not_for_all_quarters'
    });
    const foreign = await known({ role: 'planner', quarterId: elsewhereId });
    expect(await refusalOf(getAccount(context, foreign.id))).toMatchObject({ kind: 'not_found' });
    await disableAccount(context, person.id);
    expect((await getAccount(context, person.id)).isDisabled).toBe(true);
  });

  it('cannot take away the last administrator, by itself or two at once', async () => {
    const context = await as(administrator);
    expect(await refusalOf(revokeRole(context, administrator.id, administrator.grantId!))).toMatchObject({
      code: 'last_administrator'
    });
    expect(await refusalOf(disableAccount(context, administrator.id))).toMatchObject({ code: 'last_administrator' });
    const second = await known({ role: 'administrator' });
    const settled = await Promise.allSettled([
      disableAccount(await as(second), administrator.id),
      revokeRole(context, second.id, second.grantId!)
    ]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await issueSetUp(open())).toBeNull();
  });

  it('ends the sessions and links of a disabled account at once, and enables it again', async () => {
    const context = await as(administrator);
    const person = await known();
    const { secret } = await beginSession(open(), { accountId: person.id, userAgent: null });
    await mailPasswordReset(open(), { email: person.email, compose });
    const link = (await lastMail()).secret;
    await disableAccount(context, person.id);
    expect(await readSession(open(), secret)).toBeNull();
    expect(await refusalOf(resetPassword(open(), { secret: link, password: 'ein neuer langer Satz' }))).toMatchObject({
      code: 'token_spent'
    });
    await enableAccount(context, person.id);
    expect(await readSession(open(), secret)).toBeNull();
    expect((await signIn(open(), person, { address: '192.0.2.200', userAgent: null })).step).toBe('done');
  });
});

describe('an organisation', () => {
  it('has houses and businesses of its quarter, and is deleted only when nobody speaks for it', async () => {
    const context = await as(administrator);
    const [house, business] = [await make.building(), await make.business()];
    const id = await addOrganisation(context, ' Hausverein Ost ');
    expect(await refusalOf(addOrganisation(context, 'Hausverein Ost'))).toMatchObject({ code: 'organisation_taken' });
    await addProperty(context, { organisationId: id, kind: 'building', recordId: house.id });
    await addProperty(context, { organisationId: id, kind: 'building', recordId: house.id });
    await addProperty(context, { organisationId: id, kind: 'business', recordId: business.id });
    expect(await getOrganisation(context, id)).toMatchObject({
      name: 'Hausverein Ost',
      buildings: [{ id: house.id }],
      businesses: [{ id: business.id }],
      people: []
    });
    for (const recordId of [0, 2_000_000]) {
      const forged = addProperty(context, { organisationId: id, kind: 'building', recordId });
      expect(await refusalOf(forged)).toMatchObject({ kind: 'not_found' });
    }
    await removeProperty(context, { organisationId: id, kind: 'business', recordId: business.id });
    await renameOrganisation(context, id, 'Hausverein West');
    const person = await known({ role: 'owner', organisationId: id });
    expect(await refusalOf(removeOrganisation(context, id))).toMatchObject({ code: 'organisation_used' });
    await revokeRole(context, person.id, person.grantId!);
    await removeOrganisation(context, id);
    expect(await refusalOf(getOrganisation(context, id))).toMatchObject({ kind: 'not_found' });
  });
});

describe('an invitation', () => {
  const send = async (email: string, wanted: Partial<Parameters<typeof invite>[1]> = {}) => {
    const base = {
      role: 'planner',
      isForAllQuarters: false,
      organisationId: null,
      locale: 'ar',
      name: 'Gast',
      compose
    };
    await invite(await as(administrator), { ...base, email, ...wanted });
    return (await lastMail()).secret;
  };
  const accept = (secret: string) =>
    acceptWithNewAccount(open(), { secret, name: 'Gast', password: PASSWORD, userAgent: null });

  it('makes an account in its language with its role, once', async () => {
    const secret = await send('gast@example.org');
    expect(await findInvitation(open(), secret)).toMatchObject({
      email: 'gast@example.org',
      role: 'planner',
      hasAccount: false
    });
    const session = await readSession(open(), (await accept(secret)).secret);
    expect(session).toMatchObject({
      viewer: { email: 'gast@example.org', locale: 'ar' },
      actor: { roles: ['public', 'planner'] }
    });
    expect(await lastEvent()).toMatchObject({ action: 'accept_invitation', accountId: session!.viewer.accountId });
    expect(await refusalOf(accept(secret))).toMatchObject({ code: 'token_spent' });
    expect(await findInvitation(open(), secret)).toBeNull();
  });

  it('is accepted by one of many at once', async () => {
    const secret = await send('rush@example.org');
    const settled = await Promise.allSettled([0, 1, 2, 3].map(() => accept(secret)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('gives its role to an account that is there, and to no other', async () => {
    const person = await known({ email: 'da@example.org' });
    const secret = await send(' DA@example.org');
    expect((await findInvitation(open(), secret))?.hasAccount).toBe(true);
    const stranger = await known();
    expect(await refusalOf(acceptInvitation(await as(stranger), secret))).toMatchObject({ code: 'other_account' });
    expect(await refusalOf(accept(secret))).toMatchObject({ code: 'email_taken' });
    await acceptInvitation(await as(person), secret);
    expect((await actorFor(database.db, 'test', person.id)).roles).toEqual(['public', 'planner']);
    expect(await refusalOf(acceptInvitation(await as(person), secret))).toMatchObject({ code: 'token_spent' });
  });

  it('is worth nothing once it is withdrawn, or too old', async () => {
    const secret = await send('weg@example.org');
    const context = await as(administrator);
    const [listed] = (await listInvitations(context)).filter(({ email }) => email === 'weg@example.org');
    await withdrawInvitation(context, listed!.id);
    expect(await lastEvent()).toMatchObject({
      action: 'withdraw_invitation',
      accountId: administrator.id,
      detail: { role: 'planner', quarterId: make.quarterId, organisationId: null }
    });
    expect(await refusalOf(withdrawInvitation(context, listed!.id))).toMatchObject({ code: 'token_spent' });
    expect(await refusalOf(accept(secret))).toMatchObject({ code: 'token_spent' });
    const old = await send('alt@example.org');
    await database.db.update(accountToken).set({ expiresAt: new Date(Date.now() - 1) });
    expect(await refusalOf(accept(old))).toMatchObject({ code: 'token_spent' });
  });

  it.each(['a@example.org\nBcc: b@example.org', 'a@example.org, b@example.org', 'niemand'])(
    'to %j is not written at all',
    async (email) => {
      const before = await database.db.$count(mail);
      expect(await refusalOf(send(email))).toMatchObject({ code: 'email_invalid' });
      expect(await database.db.$count(mail)).toBe(before);
    }
  );
});

describe('a profile', () => {
  it('is in the audit list where it changed, and only there', async () => {
    const person = await known();
    const context = await as(person);
    const before = await database.db.$count(auditEvent);
    await changeProfile(context, { name: ' Neuer Name ', locale: 'ar' });
    expect(await database.db.select().from(account).where(eq(account.id, person.id))).toMatchObject([
      { name: 'Neuer Name', locale: 'ar' }
    ]);
    expect(await lastEvent()).toMatchObject({ action: 'change_profile', detail: { accountId: person.id } });
    await changeProfile(context, { name: 'Neuer Name', locale: 'ar' });
    expect(await database.db.$count(auditEvent)).toBe(before + 1);
    expect(await refusalOf(changeProfile(context, { name: 'Neuer Name', locale: 'fr' }))).toMatchObject({
      code: 'locale_unknown'
    });
  });
});

describe('a password', () => {
  const NEXT = 'ein ganz anderer Satz';
  const signInWith = (person: TestAccount, password: string) =>
    signIn(open(), { email: person.email, password }, { address: `${Math.random()}`, userAgent: null });

  it('is reset by a link, once, and all sessions end', async () => {
    const person = await known();
    const { secret: cookie } = await beginSession(open(), { accountId: person.id, userAgent: null });
    await mailPasswordReset(open(), { email: person.email.toUpperCase(), compose });
    const { recipient, secret } = await lastMail();
    expect(recipient).toBe(person.email);
    expect(await refusalOf(resetPassword(open(), { secret, password: 'kurz' }))).toMatchObject({
      code: 'password_too_short'
    });
    const settled = await Promise.allSettled([0, 1, 2].map(() => resetPassword(open(), { secret, password: NEXT })));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readSession(open(), cookie)).toBeNull();
    expect(await refusalOf(signInWith(person, PASSWORD))).toMatchObject({ code: 'sign_in_refused' });
    expect((await signInWith(person, NEXT)).step).toBe('done');
    expect(await lastEvent()).toMatchObject({ action: 'reset_password', accountId: person.id });
  });

  it('sends no mail to who has no account or a disabled one, and only the newest link works', async () => {
    const person = await known();
    await mailPasswordReset(open(), { email: person.email, compose });
    const first = (await lastMail()).secret;
    await mailPasswordReset(open(), { email: person.email, compose });
    expect(await refusalOf(resetPassword(open(), { secret: first, password: NEXT }))).toMatchObject({
      code: 'token_spent'
    });
    const before = await database.db.$count(mail);
    await mailPasswordReset(open(), { email: 'nobody@example.org', compose });
    await database.db.update(account).set({ disabledAt: new Date() }).where(eq(account.id, person.id));
    await mailPasswordReset(open(), { email: person.email, compose });
    expect(await database.db.$count(mail)).toBe(before);
  });

  it('is changed against the old one; other sessions end, this one goes on, and its owner is told', async () => {
    const person = await known();
    const here = await readSession(
      open(),
      (await beginSession(open(), { accountId: person.id, userAgent: null })).secret
    );
    const other = await beginSession(open(), { accountId: person.id, userAgent: null });
    const context = contextOf(database.db, { actor: here!.actor });
    const change = { oldPassword: PASSWORD, password: NEXT, sessionId: here!.id, compose };
    expect(await refusalOf(changePassword(context, { ...change, oldPassword: 'falsch' }))).toMatchObject({
      code: 'password_wrong',
      details: { field: 'oldPassword' }
    });
    await changePassword(context, change);
    expect(await readSession(open(), other.secret)).toBeNull();
    const left = await database.sql`select id from session where account_id = ${person.id}`;
    expect(left.map(({ id }) => id as string)).toEqual([here!.id]);
    expect(await lastMail()).toMatchObject({ recipient: person.email, subject: `An ${person.name}` });
    expect(JSON.stringify(await lastEvent())).not.toContain(NEXT);
  });

  it('may not be guessed by whoever sits at an open session', async () => {
    const context = await as(await known());
    const change = { oldPassword: 'falsch', password: NEXT, sessionId: 'x', compose };
    for (let count = 0; count < 5; count += 1) await refusalOf(changePassword(context, change));
    expect(await refusalOf(changePassword(context, { ...change, oldPassword: PASSWORD }))).toMatchObject({
      code: 'too_many_attempts'
    });
  });
});

describe('without being signed in', () => {
  it('nobody has an account to change', async () => {
    expect(await refusalOf(changeProfile(open(), { name: 'X', locale: 'de' }))).toMatchObject({
      code: 'not_signed_in'
    });
    const attempt = changePassword(open(), { oldPassword: 'x', password: PASSWORD, sessionId: 'x', compose });
    expect(await refusalOf(attempt)).toMatchObject({ code: 'not_signed_in' });
  });
});
