import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readSession, beginSession, endSessions, listSessions } from '../../src/lib/server/auth/session';
import { removeExpired } from '../../src/lib/server/auth/expired';
import { isOutdated } from '../../src/lib/server/auth/password';
import { confirmSignIn, signIn } from '../../src/lib/server/auth/sign-in';
import { openDatabase } from '../../src/lib/server/db/client';
import { account, accountToken, session, throttle } from '../../src/lib/server/db/schema';
import { createAccount, PASSWORD } from '../support/accounts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { Factory } from '../support/factories';

let database: TestDatabase;
const context = () => ({ db: database.db, quarter: 'test' });
let addressCount = 0;
const from = (address = `192.0.2.${++addressCount}`) => ({ address, userAgent: 'Firefox' });
const known = (options = {}) => createAccount(database.db, 'test', options);
const DAY_MS = 86_400_000;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  await Factory.open(database.db);
});
afterAll(() => database.close());
afterEach(() => vi.useRealTimers());

/** Only the clock stands still; the database's sockets go on. */
const setClock = (at: Date | number) => vi.useFakeTimers({ toFake: ['Date'], now: at });
const passMs = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function refusalOf(attempt: Promise<unknown>): Promise<unknown> {
  const [settled] = await Promise.allSettled([attempt]);
  return settled.status === 'rejected' ? settled.reason : `succeeded: ${JSON.stringify(settled.value)}`;
}

describe('signing in', () => {
  it('begins a session that the cookie names, of whose secret only the hash is stored', async () => {
    const { id, email } = await known();
    const signedIn = await signIn(context(), { email: ` ${email.toUpperCase()} `, password: PASSWORD }, from());
    if (signedIn.step !== 'done') throw new Error('no second factor was set up');
    const { secret } = signedIn.cookie;
    expect((await readSession(context(), secret))?.actor.account?.id).toBe(id);
    const [row] = await database.db.select().from(session).where(eq(session.accountId, id));
    expect(row?.id).toMatch(/^[0-9a-f]{64}$/);
    const everything = JSON.stringify(await database.sql`select * from session, account, account_token, throttle`);
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(PASSWORD);
  });

  it('refuses a wrong mail, a wrong password and a disabled account alike', async () => {
    const right = await known();
    const disabled = await known();
    await database.db.update(account).set({ disabledAt: new Date() }).where(eq(account.id, disabled.id));
    const refusals = [
      await refusalOf(signIn(context(), { email: right.email, password: 'falsch und lang' }, from())),
      await refusalOf(signIn(context(), { email: 'nobody@example.org', password: PASSWORD }, from())),
      await refusalOf(signIn(context(), { email: disabled.email, password: PASSWORD }, from())),
      await refusalOf(signIn(context(), { email: 'not an address', password: PASSWORD }, from())),
      await refusalOf(signIn(context(), { email: right.email, password: 'x'.repeat(100_000) }, from()))
    ];
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ kind: 'forbidden', code: 'sign_in_refused', details: {} });
  });

  it('takes the same password however its letters are composed', async () => {
    const { email } = await known({ password: 'Schlüssel für Häuser' });
    const signedIn = await signIn(context(), { email, password: 'Schlüssel für Häuser'.normalize('NFD') }, from());
    expect(signedIn.step).toBe('done');
  });

  it('makes the hash anew where its costs are not those of today', async () => {
    const { id, email } = await known();
    const { hash } = await import('@node-rs/argon2');
    const old = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await database.db.update(account).set({ passwordHash: old }).where(eq(account.id, id));
    await signIn(context(), { email, password: PASSWORD }, from());
    const [row] = await database.db.select().from(account).where(eq(account.id, id));
    expect(isOutdated(old)).toBe(true);
    expect(isOutdated(row!.passwordHash)).toBe(false);
    expect((await signIn(context(), { email, password: PASSWORD }, from())).step).toBe('done');
  });
});

describe('too many attempts', () => {
  const wrong = (email: string, address?: string) =>
    refusalOf(signIn(context(), { email, password: 'falsch und lang' }, from(address)));

  it('on one account make even the right password wait, from any address, with growing pauses', async () => {
    setClock(Date.now());
    const { email } = await known();
    for (let count = 0; count < 5; count += 1) expect(await wrong(email)).toMatchObject({ code: 'sign_in_refused' });
    const right = () => signIn(context(), { email, password: PASSWORD }, from());
    expect(await refusalOf(right())).toMatchObject({ code: 'too_many_attempts', details: { retryInS: 30 } });
    passMs(30_000);
    expect(await wrong(email)).toMatchObject({ code: 'sign_in_refused' });
    expect(await refusalOf(right())).toMatchObject({ code: 'too_many_attempts', details: { retryInS: 60 } });
    passMs(60_000);
    expect((await right()).step).toBe('done');
    expect(await wrong(email)).toMatchObject({ code: 'sign_in_refused' });
  });

  it('from one address make all accounts wait there, and nowhere else', async () => {
    const { email } = await known();
    const address = '198.51.100.7';
    for (let count = 0; count < 30; count += 1) await wrong(`someone-${count}@example.org`, address);
    const here = signIn(context(), { email, password: PASSWORD }, from(address));
    expect(await refusalOf(here)).toMatchObject({ code: 'too_many_attempts' });
    expect((await signIn(context(), { email, password: PASSWORD }, from())).step).toBe('done');
  });

  it('are counted across connections: of thirty at once five are looked at', async () => {
    const { email } = await known();
    const other = openDatabase(database.url, { poolSize: 8 });
    try {
      const attempts = Array.from({ length: 30 }, (_, index) =>
        refusalOf(
          signIn(
            index % 2 === 0 ? context() : { db: other.db, quarter: 'test' },
            { email, password: 'falsch und lang' },
            from()
          )
        )
      );
      const codes = (await Promise.all(attempts)).map((refusal) => (refusal as { code: string }).code);
      expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(5);
      expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(25);
    } finally {
      await other.close();
    }
  });

  it('leave no mail address in the table, and do not count successes', async () => {
    const { email } = await known();
    const address = '203.0.113.9';
    for (let count = 0; count < 40; count += 1) await signIn(context(), { email, password: PASSWORD }, from(address));
    await wrong(email);
    const rows = await database.db.select().from(throttle);
    expect(JSON.stringify(rows)).not.toMatch(/@|203\.0/);
  });
});

describe('a session', () => {
  it('slides: a visit in its second half begins its thirty days anew, one in the first does not', async () => {
    setClock(Date.parse('2026-01-01T00:00:00Z'));
    const { id } = await known();
    const { secret } = await beginSession(context(), { accountId: id, userAgent: null });
    passMs(14 * DAY_MS);
    expect((await readSession(context(), secret))?.refreshed).toBeNull();
    passMs(2 * DAY_MS);
    const visit = await readSession(context(), secret);
    expect(visit?.refreshed).toEqual({ secret, expiresAt: new Date('2026-02-16T00:00:00Z') });
    passMs(29 * DAY_MS);
    expect(await readSession(context(), secret)).not.toBeNull();
  });

  it('ends after thirty days without a visit, and is swept away', async () => {
    setClock(Date.parse('2026-01-01T00:00:00Z'));
    const { id } = await known();
    const first = await beginSession(context(), { accountId: id, userAgent: null });
    await beginSession(context(), { accountId: id, userAgent: null });
    passMs(30 * DAY_MS + 1);
    expect(await readSession(context(), first.secret)).toBeNull();
    await removeExpired(context());
    expect(await database.db.select().from(session).where(eq(session.accountId, id))).toEqual([]);
  });

  it('ends with the account, and everywhere at once where one asks for it', async () => {
    const { id } = await known();
    const one = await beginSession(context(), { accountId: id, userAgent: 'a' });
    const two = await beginSession(context(), { accountId: id, userAgent: 'b' });
    expect(await listSessions(context(), id)).toHaveLength(2);
    await database.db.update(account).set({ disabledAt: new Date() }).where(eq(account.id, id));
    expect(await readSession(context(), one.secret)).toBeNull();
    await database.db.update(account).set({ disabledAt: null }).where(eq(account.id, id));
    await endSessions(context(), id);
    expect(await readSession(context(), two.secret)).toBeNull();
  });

  it.each(['', 'x', 'a'.repeat(43), "' or 1=1 --", 'ä'.repeat(43), '0'.repeat(64)])(
    'is not found by the forged secret %j',
    async (secret) => expect(await readSession(context(), secret)).toBeNull()
  );

  it('cannot be had with what the table holds', async () => {
    const { id } = await known();
    await beginSession(context(), { accountId: id, userAgent: null });
    const [row] = await database.db.select().from(session).where(eq(session.accountId, id));
    expect(await readSession(context(), row!.id)).toBeNull();
  });
});

describe('a second factor', () => {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const codeAt = (ms: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: ms });
  const guarded = async () => {
    const person = await known();
    const values = { totpSecret: secret, totpConfirmedAt: new Date(), totpLastStep: null };
    await database.db.update(account).set(values).where(eq(account.id, person.id));
    return person;
  };
  const firstStep = async (email: string) => {
    const result = await signIn(context(), { email, password: PASSWORD }, from());
    if (result.step !== 'second_factor') throw new Error('the second factor was not asked for');
    return result.secret;
  };

  it('asks for a code, takes each one once, and half a minute early or late', async () => {
    setClock(Date.parse('2026-11-22T12:00:10Z'));
    const { email } = await guarded();
    const late = codeAt(Date.now() - 30_000);
    const first = await firstStep(email);
    expect((await confirmSignIn(context(), { secret: first, code: late }, from())).cookie.secret).toBeTruthy();
    const second = await firstStep(email);
    expect(await refusalOf(confirmSignIn(context(), { secret: second, code: late }, from()))).toMatchObject({
      code: 'code_refused'
    });
    const early = `${codeAt(Date.now() + 30_000).slice(0, 3)} ${codeAt(Date.now() + 30_000).slice(3)}`;
    expect((await confirmSignIn(context(), { secret: second, code: early }, from())).accountId).toBeTruthy();
    const third = await firstStep(email);
    const now = codeAt(Date.now());
    expect(await refusalOf(confirmSignIn(context(), { secret: third, code: now }, from()))).toMatchObject({
      code: 'code_refused'
    });
  });

  it('refuses codes further away, the step after its ten minutes, and a step taken before', async () => {
    setClock(Date.parse('2026-11-22T13:00:10Z'));
    const { email } = await guarded();
    const step = await firstStep(email);
    const far = codeAt(Date.now() + 61_000);
    expect(await refusalOf(confirmSignIn(context(), { secret: step, code: far }, from()))).toMatchObject({
      code: 'code_refused'
    });
    passMs(10 * 60_000);
    const code = codeAt(Date.now());
    expect(await refusalOf(confirmSignIn(context(), { secret: step, code }, from()))).toMatchObject({
      code: 'token_spent'
    });
    const fresh = await firstStep(email);
    await confirmSignIn(context(), { secret: fresh, code }, from());
    expect(await refusalOf(confirmSignIn(context(), { secret: fresh, code }, from()))).toMatchObject({
      code: 'token_spent'
    });
  });

  it('lets one of two through that come with the same code at once', async () => {
    const { email } = await guarded();
    const steps = [await firstStep(email), await firstStep(email)];
    const code = codeAt(Date.now());
    const settled = await Promise.allSettled(
      steps.map((step) => confirmSignIn(context(), { secret: step, code }, from()))
    );
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('cannot be guessed: five wrong codes, then one waits', async () => {
    const { id, email } = await guarded();
    const step = await firstStep(email);
    const guess = () => refusalOf(confirmSignIn(context(), { secret: step, code: '000000' }, from()));
    for (let count = 0; count < 5; count += 1) await guess();
    expect(await guess()).toMatchObject({ code: 'too_many_attempts' });
    expect(await database.db.select().from(session).where(eq(session.accountId, id))).toEqual([]);
    expect((await database.db.select().from(accountToken).where(eq(accountToken.accountId, id)))[0]?.usedAt).toBeNull();
  });
});
