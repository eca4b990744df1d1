import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from './redaction.ts';

/** Printable ASCII with everything that quoting and encoding change; marked, so that no other text matches. */
const secret = fc.stringMatching(/^[\x21-\x7e]{4,40}$/).map((text) => `MARK${text}`);

/** Every way in which SEC-7 and SEC-8 look for a secret. */
const formsOf = (text: string): readonly string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(text),
  new URLSearchParams({ key: text }).get('key') ?? '',
  new URLSearchParams({ key: text }).toString().slice('key='.length),
  Buffer.from(text).toString('base64'),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('base64url'),
];

describe('SEC-7 known secrets', () => {
  test('are hidden in every form, wherever they stand', () => {
    fc.assert(
      fc.property(secret, fc.lorem(), (value, around) => {
        const redactor = createRedactor();
        redactor.learn(value);
        for (const form of formsOf(value)) {
          const clean = redactor.redact(`${around} ${form} ${around}${form}`);
          for (const other of formsOf(value)) expect(clean).not.toContain(other);
          expect(clean).toContain('[hidden]');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('one that begins with another leaves nothing behind, in whatever order they were learnt', () => {
    for (const order of [
      ['MARK-short', 'MARK-short-and-long'],
      ['MARK-short-and-long', 'MARK-short'],
    ]) {
      const redactor = createRedactor();
      for (const value of order) redactor.learn(value);
      expect(redactor.redact('a MARK-short-and-long b MARK-short c')).toBe('a [hidden] b [hidden] c');
    }
  });

  test('what was never a secret is left alone, and so are values too short to hide', () => {
    const redactor = createRedactor();
    redactor.learn('RUB');
    redactor.learn('');
    redactor.learn('MARK-secret');
    const line = '{"level":30,"time":"2026-11-21T09:00:00.000Z","op":"sale.addLine","currency":"RUB","ms":4}';
    expect(redactor.redact(line)).toBe(line);
  });

  test('characters that mean something in patterns are taken literally', () => {
    const redactor = createRedactor();
    const odd = ['MARK.*+?^', '$&{}()|[]\\'].join('');
    redactor.learn(odd);
    expect(redactor.redact(`x ${odd} y`)).toBe('x [hidden] y');
    expect(redactor.redact('x MARKabc y')).toBe('x MARKabc y');
  });
});

describe('SEC-7 what looks like a secret', () => {
  test.each([
    ['Authorization: Bearer abc.DEF-123_~+/=', 'abc.DEF'],
    ['{"authorization":"Basic dXNlcjpwYXNz"}', 'dXNlcjpwYXNz'],
    ['x-api-key: whatever-it-is', 'whatever-it-is'],
    ['"x-api-key":"whatever-it-is"', 'whatever-it-is'],
    ['{"password":"hunter2"}', 'hunter2'],
    [JSON.stringify({ answer: JSON.stringify({ password: 'hunter2' }) }), 'hunter2'],
    ['secret=hunter2', 'hunter2'],
    ['the key pk_live_0123456789 was refused', 'pk_live_0123456789'],
    ['pk_test_sandbox', 'pk_test_sandbox'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF_1', 'eyJzdWIiOiIxMjM0In0'],
    ['https://pay.example/checkout/1?expires=17&signature=deadbeef', 'deadbeef'],
    ['GET https://pay.example/?token=topsecret&x=1', 'topsecret'],
    ['http://127.0.0.1:8700/#token=topsecret', 'topsecret'],
    ['https://4pay.online/pay/link/7b0e9c9e', '7b0e9c9e'],
    ['"payerUrl":"https://4pay.online/pay/link/7b0e9c9e"', '7b0e9c9e'],
  ])('%s', (text, hidden) => {
    const clean = createRedactor().redact(text);
    expect(clean).not.toContain(hidden);
    expect(clean).toContain('[hidden');
  });

  test('T-8 no text makes it throw or hang', () => {
    const redactor = createRedactor();
    redactor.learn('MARK-secret');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof redactor.redact(text)).toBe('string');
      }),
    );
    const long = `${'eyJaaaaaaaa.'.repeat(20_000)} ${'https://a/pay'.repeat(20_000)} ${'x-api-key:'.repeat(20_000)}`;
    expect(redactor.redact(long).length).toBeGreaterThan(0);
  });
});
