import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockedUntil,
  countAttempt,
  isUuid,
  judgePassword,
  nextMailAttempt,
  normaliseEmail,
  normaliseName,
  ownPath,
  THROTTLE_RULES,
  type ThrottleState
} from '../../src/lib/domain/account';

const ADA = { email: 'ada.lovelace@example.org', name: 'Ada Lovelace' };
const NOON = new Date('2026-11-22T12:00:00Z');

describe('a mail address', () => {
  it.each([
    [' Ada@Example.ORG ', 'ada@example.org'],
    ['müller@leipzig.de', 'müller@leipzig.de'],
    ['a+b@localhost', 'a+b@localhost']
  ])('%s is kept as %s', (text, kept) => expect(normaliseEmail(text)).toBe(kept));

  it.each([
    '',
    'ada',
    'ada@',
    '@example.org',
    'a b@example.org',
    'a@b@c',
    'a@example.org\nBcc: b@example.org',
    'Ada <a@example.org>',
    'a@example.org,b@example.org',
    'a@example.org;b@example.org',
    'a\u0000@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(260)}.org`
  ])('%j is none', (text) => expect(normaliseEmail(text)).toBeNull());
});

describe('a name', () => {
  it('is trimmed', () => expect(normaliseName('  Ada  ')).toBe('Ada'));
  it.each(['', '   ', 'a\nb', 'x'.repeat(101)])('%j is none', (text) => expect(normaliseName(text)).toBeNull());
});

describe('a new password', () => {
  it.each([
    ['', 'password_missing'],
    ['neun_zeic', 'password_too_short'],
    ['ﬃﬃﬃ', 'password_too_short'],
    ['a'.repeat(201), 'password_too_long'],
    ['😀'.repeat(10_000), 'password_too_long'],
    ['Passwort123', 'password_common'],
    ['aaaaaaaaaaaa', 'password_common'],
    ['ababababababab', 'password_common'],
    ['Ada.Lovelace@example.org', 'password_personal'],
    ['ada lovelace', 'password_personal'],
    ['LovelaceAda', 'password_personal']
  ])('%j is refused: %s', (password, issue) => expect(judgePassword(password, ADA)).toBe(issue));

  it.each(['ein ganzer Satz', 'zehnzeichn', 'nur kleine buchstaben', 'كلمة سر طويلة', '日本語のパスワード文'])(
    '%j is accepted, without rules of composition',
    (password) => expect(judgePassword(password, ADA)).toBeNull()
  );

  it('counts characters after composing them: ﬃ are three letters', () => {
    expect(judgePassword('ﬃ ﬃ ﬃ ab', ADA)).toBeNull();
  });
});

describe('attempts', () => {
  const rule = THROTTLE_RULES.sign_in_account;
  const attempt = (times: number, at: Date): ThrottleState => {
    let state: ThrottleState | null = null;
    for (let count = 0; count < times; count += 1) state = countAttempt(state, at, rule);
    return state!;
  };

  it('are free until the last free one', () => {
    expect(blockedUntil(attempt(rule.freeAttempts - 1, NOON), NOON)).toBeNull();
    expect(blockedUntil(attempt(rule.freeAttempts, NOON), NOON)).toEqual(new Date('2026-11-22T12:00:30Z'));
  });

  it('wait twice as long each time, an hour at most', () => {
    const pauses = [0, 1, 2, 3, 20].map((more) => {
      const { windowEndsAt } = attempt(rule.freeAttempts + more, NOON);
      return (windowEndsAt.getTime() - NOON.getTime()) / 1000;
    });
    expect(pauses).toEqual([30, 60, 120, 240, 3600]);
  });

  it('are forgotten a day after the last pause, not before', () => {
    const state = attempt(rule.freeAttempts + 2, NOON);
    const end = state.windowEndsAt.getTime();
    const dayMs = 86_400_000;
    expect(countAttempt(state, new Date(end + dayMs - 1), rule).count).toBe(rule.freeAttempts + 3);
    expect(countAttempt(state, new Date(end + dayMs), rule).count).toBe(1);
  });

  it('never shorten a pause by going on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (times) => {
        expect(attempt(times + 1, NOON).windowEndsAt.getTime()).toBeGreaterThanOrEqual(
          attempt(times, NOON).windowEndsAt.getTime()
        );
      })
    );
  });
});

describe('a mail that failed', () => {
  it('is tried again after growing pauses and given up in the end', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => {
      const next = nextMailAttempt(attempts, NOON);
      return next && (next.getTime() - NOON.getTime()) / 60_000;
    });
    expect(pauses).toEqual([1, 5, 20, 60, 240, 720, 1440, null]);
  });
});

describe('where somebody goes after signing in', () => {
  it.each(['/desk', '/en/desk?x=1#y', '/units/12?date=2020-01-01'])('%s is ours', (path) =>
    expect(ownPath(path, '/')).toBe(path)
  );

  it.each([
    null,
    '',
    'desk',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/a\\..\\b',
    `/${'x'.repeat(3000)}`
  ])('%j is not', (path) => expect(ownPath(path, '/account')).toBe('/account'));

  it('never leaves the origin, whatever is wished', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('/', '//', '/\\', '/\t/', ''), (text, start) => {
        const { origin } = new URL(ownPath(start + text, '/'), 'https://iq.example');
        expect(origin).toBe('https://iq.example');
      })
    );
  });
});

describe('an id', () => {
  it('is one uuid and nothing around it', () => {
    expect(isUuid('7f0c8f1e-8f7b-4a45-9d2b-0d7a3f9f0a11')).toBe(true);
    expect(isUuid('7f0c8f1e-8f7b-4a45-9d2b-0d7a3f9f0a11\n')).toBe(false);
    expect(isUuid("' or 1=1")).toBe(false);
  });
});
