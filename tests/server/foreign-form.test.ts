import { describe, expect, it } from 'vitest';
import { isForeignForm } from '../../src/lib/server/http/foreign-form';

const ORIGIN = 'https://karte.example.org';
const FORM = 'application/x-www-form-urlencoded';
const SECRET = 'a'.repeat(43);

function ask(path: string, headers: Record<string, string>, method = 'POST'): boolean {
  return isForeignForm(new Request(ORIGIN + path, { method, headers }), new URL(ORIGIN + path));
}

describe('a form of another site', () => {
  it.each([FORM, `${FORM};charset=utf-8`, 'Multipart/Form-Data; boundary=x', 'text/plain'])('is one as %s', (type) => {
    expect(ask('/account', { 'content-type': type, origin: 'https://evil.example' })).toBe(true);
    expect(ask('/account', { 'content-type': type, origin: 'null' })).toBe(true);
    expect(ask('/account', { 'content-type': type })).toBe(true);
    expect(ask('/account', { 'content-type': type, origin: ORIGIN })).toBe(false);
  });

  it('is one without a type, too, and for each method that changes something', () => {
    expect(ask('/account', {})).toBe(true);
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect(ask('/account', { 'content-type': FORM }, method)).toBe(true);
    expect(ask('/account', {}, 'GET')).toBe(false);
  });

  it('is none in a type for which a browser asks first', () => {
    expect(ask('/account', { 'content-type': 'application/json', origin: 'https://evil.example' })).toBe(false);
  });

  it('may come from a mail program, to the one address that ends mails and to no other', () => {
    expect(ask(`/requests/${SECRET}/unsubscribe`, { 'content-type': FORM })).toBe(false);
    expect(ask(`/ar/requests/${SECRET}/unsubscribe`, { 'content-type': FORM })).toBe(false);
    expect(ask(`/requests/${SECRET}`, { 'content-type': FORM })).toBe(true);
    expect(ask(`/requests/${SECRET}/unsubscribe/x`, { 'content-type': FORM })).toBe(true);
    expect(ask('/account?x=/requests/unsubscribe', { 'content-type': FORM })).toBe(true);
  });
});
