import { isCurrencyCode } from '../../../domain/currency.ts';
import { type OperationInput, operations } from '../../../contract/operations.ts';
import { RequestError } from '../../client/request-error.ts';
import type { Language } from '../../i18n/i18n.ts';

/** The fields of the form, named as in the contract, so that an error can point at one. */
export const CONNECT_FIELDS = [
  'storeName',
  'currency',
  'mode',
  'baseUrl',
  'apiKey',
  'organizationId',
  'payerUrlTemplate',
] as const;

export type ConnectField = (typeof CONNECT_FIELDS)[number];
export type ConnectInput = OperationInput<'setup.connectAccount'>;

export const BASE_URLS = {
  test: 'https://sandbox.4pay.online',
  live: 'https://4pay.online',
} as const;

/** The currency to begin with: the one of the language's country. */
export const FIRST_CURRENCY = { en: 'USD', ru: 'RUB' } as const satisfies Record<Language, string>;

/** The first field that cannot be right, or null when the form may be sent. */
export function wrongConnectField(form: HTMLFormElement, language: Language): ConnectField | null {
  const input = readConnectForm(form, language);
  if (input === null) return 'currency';
  const parsed = operations['setup.connectAccount'].input.safeParse(input);
  return parsed.success ? null : (fieldNamed(parsed.error.issues[0]?.path[0]) ?? 'storeName');
}

/** Reads the form; the key goes from the field into the request and is kept nowhere in between. */
export function readConnectForm(form: HTMLFormElement, language: Language): ConnectInput | null {
  const data = new FormData(form);
  const text = (field: ConnectField): string => {
    const value = data.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
  const currency = text('currency');
  if (!isCurrencyCode(currency)) return null;
  return {
    language,
    currency,
    mode: text('mode') === 'live' ? 'live' : 'test',
    storeName: text('storeName'),
    baseUrl: text('baseUrl'),
    apiKey: text('apiKey'),
    organizationId: text('organizationId'),
    payerUrlTemplate: text('payerUrlTemplate') === '' ? null : text('payerUrlTemplate'),
  };
}

/** The field that an error is about: as main says it, or as its code implies. */
export function fieldOfError(error: unknown): ConnectField | null {
  if (!(error instanceof RequestError)) return null;
  const named = fieldNamed(error.wire.details?.['field']);
  if (named) return named;
  switch (error.code) {
    case 'PROVIDER_KEY_REFUSED':
    case 'PROVIDER_FORBIDDEN':
      return 'apiKey';
    case 'PROVIDER_ORGANIZATION':
      return 'organizationId';
    case 'CURRENCY_FIXED':
      return 'currency';
    case 'PROVIDER_ADDRESS_INVALID':
      return 'baseUrl';
    default:
      return null;
  }
}

function fieldNamed(name: unknown): ConnectField | null {
  return CONNECT_FIELDS.find((field) => field === name) ?? null;
}
