import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../../contract/views.ts';
import { fieldOfCode, readKeyForm, readSignInForm, wrongCredentialField } from './credential-form.ts';
import { addMethod, offeredMethods, toggleMethod } from './methods.ts';
import { skewOf, standingOf } from './standing.ts';

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe('payment methods', () => {
  it('are switched on and off, in one order', () => {
    expect(toggleMethod(['card', 'sbp'], 'card')).toEqual(['sbp']);
    expect(toggleMethod(['sbp', 'wallet'], 'card')).toEqual(['card', 'sbp', 'wallet']);
  });

  it('never become none', () => {
    expect(toggleMethod(['card'], 'card')).toBeNull();
  });

  it('take others by name, once and not without end', () => {
    expect(addMethod(['card'], '  wallet ')).toEqual(['card', 'wallet']);
    expect(addMethod(['card', 'wallet'], 'wallet')).toEqual(['card', 'wallet']);
    expect(addMethod(['card'], '   ')).toBeNull();
    expect(addMethod(['card'], 'w'.repeat(41))).toBeNull();
    const twenty = Array.from({ length: 20 }, (_, index) => `method-${index}`);
    expect(addMethod(twenty, 'one-more')).toBeNull();
  });

  it('offer the known ones even where they are off', () => {
    expect(offeredMethods(['wallet'])).toEqual(['card', 'sbp', 'wallet']);
  });
});

describe('a credential that is typed', () => {
  it('goes into the request as a key with its organization', () => {
    const form = formOf({ apiKey: ' pk_test_0123456789 ', organizationId: '' });
    expect(readKeyForm(form)).toEqual({ apiKey: 'pk_test_0123456789', organizationId: null });
    expect(wrongCredentialField(form, 'api_key')).toBeNull();
  });

  it('is refused where it cannot be a key, before anybody is asked', () => {
    const form = formOf({ apiKey: 'a key with spaces', organizationId: '' });
    expect(readKeyForm(form)).toBeNull();
    expect(wrongCredentialField(form, 'api_key')).toBe('apiKey');
  });

  it('keeps the spaces of a password, and the wish to keep it', () => {
    const form = formOf({ login: ' till@shop.test ', password: ' secret ', organizationId: 'org-1' });
    expect(readSignInForm(form)).toEqual({
      login: 'till@shop.test',
      password: ' secret ',
      keepPassword: false,
      organizationId: 'org-1',
    });
    form.set('keepPassword', 'on');
    expect(readSignInForm(form)?.keepPassword).toBe(true);
  });

  it.each([
    [{ login: '', password: 'x', organizationId: '' }, 'login'],
    [{ login: 'a', password: '', organizationId: '' }, 'password'],
    [{ login: 'a', password: 'x', organizationId: 'два слова' }, 'organizationId'],
  ])('names the field that is wrong: %o', (fields, field) => {
    expect(wrongCredentialField(formOf(fields), 'password')).toBe(field);
  });

  it('shows the answer of the provider at its field', () => {
    expect(fieldOfCode('PROVIDER_KEY_REFUSED', 'api_key')).toBe('apiKey');
    expect(fieldOfCode('PROVIDER_KEY_REFUSED', 'password')).toBe('password');
    expect(fieldOfCode('PROVIDER_ORGANIZATION', 'password')).toBe('organizationId');
    expect(fieldOfCode('PROVIDER_UNREACHABLE', 'api_key')).toBeNull();
  });
});

describe('how the connection stands', () => {
  const set = { lastFour: '3f2a', since: '2026-05-01T08:00:00.000Z' };
  const known = { state: 'ok', apiKey: set, login: null, clockSkewMs: null } as const;
  const standing = (change: Partial<ConnectionView>) => standingOf({ ...view, ...known, ...change });

  it('is what the provider says, where there is a credential', () => {
    expect(standing({})).toBe('ok');
    expect(standing({ state: 'refused' })).toBe('refused');
    expect(standing({ apiKey: null, login: set, state: 'unreachable' })).toBe('unreachable');
  });

  it('is absent without one, but for a session that only has to be opened again', () => {
    expect(standing({ apiKey: null, state: 'unchecked' })).toBe('absent');
    expect(standing({ apiKey: null, state: 'sign_in_needed' })).toBe('sign_in_needed');
  });

  it.each([
    [null, null],
    [60_000, null],
    [-60_000, null],
    [60_001, 60_001],
    [-90_000, -90_000],
  ])('speaks of the clock from a minute on: %s', (clockSkewMs, said) => {
    expect(skewOf({ ...view, clockSkewMs })).toBe(said);
  });
});

const view: ConnectionView = {
  baseUrl: 'https://4pay.online',
  organizationId: null,
  payerUrlTemplate: null,
  signIn: 'api_key',
  apiKey: null,
  login: null,
  passwordKept: false,
  methods: ['card', 'sbp'],
  collectBy: 'link',
  way: 'link',
  state: 'ok',
  problem: null,
  checkedAt: null,
  linkless: false,
  clockSkewMs: null,
  proof: null,
  foreign: { count: 0, amount: { amountMinor: 0, currency: 'RUB' } },
  liveCount: 0,
};
