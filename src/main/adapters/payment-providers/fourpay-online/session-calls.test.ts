import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../../../../test/builders/manual-clock.ts';
import { readTokenTimes } from '../common/jwt.ts';
import { ASSUMED_LIFETIME_MS, readSession } from './session-calls.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const MINUTE = 60_000;
const clock = createManualClock(NOW);

function jwt(payload: unknown): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(payload)}.c2ln`;
}

const unix = (ms: number): number => Math.floor(ms / 1000);
const answer = { token: 'access', refresh_token: 'refresh' };

/** @param skew our clock less theirs; null without a Date header */
function read(json: unknown, skew: number | null = 0, refreshToken: string | null = null) {
  const facts = { durationMs: 1, requestId: null, clockSkewMs: skew };
  return readSession(json, { clock, facts, refreshToken });
}

describe('how long a session lives', () => {
  const inFive = NOW + 5 * MINUTE;
  test.each([
    ['ISO', { expires_at: '2026-11-21T09:05:00Z' }, 5],
    ['ISO with an offset', { expires_at: '2026-11-21T12:05:00+03:00' }, 5],
    ['the other form of time', { expires_at: '2026-11-21 09:05:00.000000 Etc/UTC' }, 5],
    ['Unix seconds', { expire_at: unix(inFive) }, 5],
    ['Unix seconds as digits', { expire_at: String(unix(inFive)) }, 5],
    ['Unix seconds in the other field', { expires_at: unix(inFive) }, 5],
    ['the token', { token: jwt({ exp: unix(inFive) }) }, 5],
    ['ISO before Unix', { expires_at: '2026-11-21T09:05:00Z', expire_at: unix(NOW + 60 * MINUTE) }, 5],
    ['Unix before the token', { expire_at: unix(inFive), token: jwt({ exp: unix(NOW + MINUTE) }) }, 5],
    ['the next where one cannot be read', { expires_at: 'soon', expire_at: unix(inFive) }, 5],
    [
      'the next where one is over already',
      { expires_at: '2020-01-01T00:00:00Z', expire_at: unix(inFive) },
      5,
    ],
    ['nothing', {}, 10],
    ['nothing that can be read', { expires_at: {}, expire_at: [], token: jwt({ exp: 'never' }) }, 10],
    ['an end that is over', { expires_at: '2020-01-01T00:00:00Z' }, 10],
    ['null', { expires_at: null, expire_at: null }, 10],
  ])('by %s', (_, fields, minutes) => {
    expect(read({ ...answer, ...fields })?.lifetimeMs).toBe(minutes * MINUTE);
  });

  test('is counted from now on our clock, whatever theirs shows', () => {
    const theirs = new Date(NOW - 3 * 60 * MINUTE + 5 * MINUTE).toISOString();
    expect(read({ ...answer, expires_at: theirs }, 3 * 60 * MINUTE)).toMatchObject({
      lifetimeMs: 5 * MINUTE,
      expiresAt: NOW + 5 * MINUTE,
    });
  });

  test('without a Date header a token tells by itself how long it was made for', () => {
    const madeAt = NOW + 600 * MINUTE;
    const token = jwt({ iat: unix(madeAt), exp: unix(madeAt + 5 * MINUTE) });
    expect(read({ ...answer, token }, null)?.lifetimeMs).toBe(5 * MINUTE);
  });
});

describe('the tokens', () => {
  test('are read bare, as documented, or under data', () => {
    const expected = { accessToken: 'access', refreshToken: 'refresh' };
    expect(read(answer)).toMatchObject(expected);
    expect(read({ data: answer })).toMatchObject(expected);
  });

  test('a refresh that brings no new refresh token keeps the one that was used', () => {
    expect(read({ token: 'access' }, 0, 'used')?.refreshToken).toBe('used');
    expect(read(answer, 0, 'used')?.refreshToken).toBe('refresh');
    expect(read({ token: 'access' })).toBeNull();
  });

  test.each([undefined, null, '', [], {}, { token: '' }, { token: 5, refresh_token: 'r' }, { data: {} }])(
    '%j is no session',
    (json) => {
      expect(read(json, 0, 'used')).toBeNull();
    },
  );

  test('T-8 no answer makes the reader throw, and no session lives for ever', () => {
    const field = fc.constantFrom('token', 'refresh_token', 'expires_at', 'expire_at', 'data');
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(1e300, '9'.repeat(60), -1, '9999-99-99', jwt({ exp: 1e300 })),
    );
    fc.assert(
      fc.property(fc.dictionary(field, odd), (changes) => {
        const session = read({ ...answer, ...changes });
        if (!session) return;
        expect(Number.isSafeInteger(session.expiresAt)).toBe(true);
        expect(session.lifetimeMs).toBeGreaterThan(0);
      }),
      { numRuns: 600 },
    );
  });
});

describe('the times of a token', () => {
  test.each([
    ['a token', jwt({ exp: 100, iat: 40 }), { madeAt: 40_000, endsAt: 100_000 }],
    ['an address', `https://pay.example/w/${jwt({ exp: 100 })}?lang=ru`, { madeAt: null, endsAt: 100_000 }],
    ['a broken time of making', jwt({ exp: 100, iat: 'x' }), { madeAt: null, endsAt: 100_000 }],
    ['no end', jwt({ iat: 40 }), null],
    ['an end that is no number', jwt({ exp: '100' }), null],
    ['a payload that is no object', jwt('exp'), null],
    ['a payload that is not JSON', 'eyJhbGciOiJIUzI1NiJ9.AAAA.c2ln', null],
    ['another text', 'https://pay.example/w/abc.def.ghi', null],
    ['nothing', '', null],
  ])('%s', (_, text, times) => {
    expect(readTokenTimes(text)).toEqual(times);
  });

  test('T-8 no text keeps the reader busy', () => {
    const startedAt = performance.now();
    for (const text of ['eyJ'.repeat(300_000), `eyJ${'a'.repeat(900_000)}`])
      expect(readTokenTimes(text)).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

test('what is assumed is ten minutes', () => {
  expect(ASSUMED_LIFETIME_MS).toBe(10 * MINUTE);
});
