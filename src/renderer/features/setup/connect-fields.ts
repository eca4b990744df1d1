import { isCurrencyCode } from '../../../domain/currency.ts';
import { type OperationInput, operations } from '../../../contract/operations.ts';
import { RequestError } from '../../client/request-error.ts';
import type { Language } from '../../i18n/i18n.ts';
import { CREDENTIAL_FIELDS, type CredentialKind, fieldOfCode } from '../connection/credential-form.ts';
import { KNOWN_METHODS } from '../connection/methods.ts';

/** The fields of the form, named as in the contract, so that an error can point at one. */
export const CONNECT_FIELDS = [
  'storeName',
  'currency',
  'baseUrl',
  ...CREDENTIAL_FIELDS,
  'payerUrlTemplate',
] as const;

export type ConnectField = (typeof CONNECT_FIELDS)[number];
export type ConnectInput = OperationInput<'setup.connectAccount'>;

/** Where the account lives: at the operator's two addresses, or at one of its own. */
export type Place = 'sandbox' | 'production' | 'own';

/** What is chosen by tapping; what is typed, secrets above all, stays in the form until it is sent. */
export interface ConnectChoices {
  readonly place: Place;
  /** Counts for an address of one's own; the other two say it themselves. */
  readonly ownMode: 'test' | 'live';
  readonly credential: CredentialKind;
  readonly methods: readonly string[];
}

/** Test is the first choice: a slip then costs nothing. A key is what a register should have. */
export const FIRST_CHOICES: ConnectChoices = {
  place: 'sandbox',
  ownMode: 'test',
  credential: 'api_key',
  methods: KNOWN_METHODS,
};

const ADDRESSES = {
  sandbox: { baseUrl: 'https://sandbox.4pay.online', mode: 'test' },
  production: { baseUrl: 'https://4pay.online', mode: 'live' },
} as const;

/** The currency to begin with: the one of the language's country. */
export const FIRST_CURRENCY = { en: 'USD', ru: 'RUB' } as const satisfies Record<Language, string>;

/** The first field that cannot be right, or null when the form may be sent. */
export function wrongConnectField(
  form: FormData,
  choices: ConnectChoices,
  language: Language,
): ConnectField | null {
  const input = readConnectForm(form, choices, language);
  if (input === null) return 'currency';
  const parsed = operations['setup.connectAccount'].input.safeParse(input);
  if (parsed.success) return null;
  const path = parsed.error.issues[0]?.path ?? [];
  return fieldNamed(path[0]) ?? fieldNamed(path[1]) ?? (path[0] === 'signIn' ? 'login' : 'storeName');
}

/** Reads the form; secrets go from the field into the request and are kept nowhere in between. */
export function readConnectForm(
  form: FormData,
  choices: ConnectChoices,
  language: Language,
): ConnectInput | null {
  const text = (field: ConnectField): string => {
    const value = form.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
  const password = form.get('password');
  const currency = text('currency');
  if (!isCurrencyCode(currency)) return null;
  const byKey = choices.credential === 'api_key';
  const signIn = {
    login: text('login'),
    password: typeof password === 'string' ? password : '',
    keepPassword: form.has('keepPassword'),
  };
  return {
    language,
    currency,
    ...addressOf(choices, text('baseUrl')),
    storeName: text('storeName'),
    apiKey: byKey ? text('apiKey') : null,
    signIn: byKey ? null : signIn,
    organizationId: text('organizationId'),
    methods: [...choices.methods],
    payerUrlTemplate: text('payerUrlTemplate') === '' ? null : text('payerUrlTemplate'),
  };
}

function addressOf(
  { place, ownMode }: ConnectChoices,
  typed: string,
): Pick<ConnectInput, 'baseUrl' | 'mode'> {
  return place === 'own' ? { baseUrl: typed, mode: ownMode } : ADDRESSES[place];
}

/** The field that an error is about: as main says it, or as its code implies. */
export function fieldOfError(error: unknown, credential: CredentialKind): ConnectField | null {
  if (!(error instanceof RequestError)) return null;
  const named = fieldNamed(error.wire.details?.['field']);
  if (named) return named;
  switch (error.code) {
    case 'CURRENCY_FIXED':
      return 'currency';
    case 'PROVIDER_ADDRESS_INVALID':
      return 'baseUrl';
    default:
      return fieldOfCode(error.code, credential);
  }
}

function fieldNamed(name: unknown): ConnectField | null {
  return CONNECT_FIELDS.find((field) => field === name) ?? null;
}
