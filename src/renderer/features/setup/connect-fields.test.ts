import { describe, expect, it } from 'vitest';
import { RequestError } from '../../client/request-error.ts';
import { FIRST_CHOICES, fieldOfError, readConnectForm, wrongConnectField } from './connect-fields.ts';

function formOf(change: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  const fields = {
    storeName: ' Corner shop ',
    currency: 'RUB',
    apiKey: 'pk_test_0123456789',
    organizationId: '',
    payerUrlTemplate: '',
    ...change,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe('the form that connects an account', () => {
  it('begins with test money and a key', () => {
    expect(readConnectForm(formOf(), FIRST_CHOICES, 'en')).toEqual({
      language: 'en',
      currency: 'RUB',
      baseUrl: 'https://sandbox.4pay.online',
      mode: 'test',
      storeName: 'Corner shop',
      apiKey: 'pk_test_0123456789',
      signIn: null,
      organizationId: '',
      methods: ['card', 'sbp'],
      payerUrlTemplate: null,
    });
  });

  it('never lets the address and the kind of money disagree (PAY-9)', () => {
    const production = { ...FIRST_CHOICES, place: 'production', ownMode: 'test' } as const;
    expect(readConnectForm(formOf(), production, 'en')).toMatchObject({
      baseUrl: 'https://4pay.online',
      mode: 'live',
    });
    const own = { ...FIRST_CHOICES, place: 'own', ownMode: 'live' } as const;
    expect(readConnectForm(formOf({ baseUrl: 'https://pay.shop.test' }), own, 'en')).toMatchObject({
      baseUrl: 'https://pay.shop.test',
      mode: 'live',
    });
  });

  it('sends one way of signing in, whatever else was typed before', () => {
    const choices = { ...FIRST_CHOICES, credential: 'password' } as const;
    const form = formOf({ login: ' me ', password: ' p ', keepPassword: 'on' });
    expect(readConnectForm(form, choices, 'ru')).toMatchObject({
      apiKey: null,
      signIn: { login: 'me', password: ' p ', keepPassword: true },
    });
  });

  it.each([
    [{ storeName: '' }, FIRST_CHOICES, 'storeName'],
    [{ currency: 'XXX' }, FIRST_CHOICES, 'currency'],
    [{ apiKey: 'short' }, FIRST_CHOICES, 'apiKey'],
    [{ baseUrl: '' }, { ...FIRST_CHOICES, place: 'own' as const }, 'baseUrl'],
    [{ login: '', password: 'x' }, { ...FIRST_CHOICES, credential: 'password' as const }, 'login'],
    [{ login: 'a', password: '' }, { ...FIRST_CHOICES, credential: 'password' as const }, 'password'],
    [{}, FIRST_CHOICES, null],
  ])('names the first field that is wrong: %o', (change, choices, field) => {
    expect(wrongConnectField(formOf(change), choices, 'en')).toBe(field);
  });

  it('leads from an error of main to its field', () => {
    const error = (code: 'PROVIDER_ORGANIZATION' | 'CURRENCY_FIXED' | 'INVALID_INPUT', field?: string) =>
      new RequestError({
        code,
        category: 'payment',
        message: '',
        correlationId: '',
        ...(field === undefined ? {} : { details: { field } }),
      });
    expect(fieldOfError(error('PROVIDER_ORGANIZATION'), 'api_key')).toBe('organizationId');
    expect(fieldOfError(error('CURRENCY_FIXED'), 'api_key')).toBe('currency');
    expect(fieldOfError(error('INVALID_INPUT', 'payerUrlTemplate'), 'api_key')).toBe('payerUrlTemplate');
    expect(fieldOfError(new Error('another'), 'api_key')).toBeNull();
  });
});
