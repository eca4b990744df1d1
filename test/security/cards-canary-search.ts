import { expect } from 'vitest';
import { type CanaryIssuer, type Digits, grouped } from './cards-canary-issuer.ts';
import { filesIn, formsOf, holders } from './marked-secrets.ts';

/** Where the secrets of a cards desk are looked for, and how they may be written there (SEC-7, SEC-8, SEC-10). */

/** Everything that nobody may find. */
export interface CardSecrets {
  /** Tokens, those of JSON in their parts too, and secrets of webhooks. */
  readonly credentials: readonly string[];
  readonly digits: readonly Digits[];
  readonly pins: readonly string[];
}

/** The whole of it, and its three parts. */
export const partsOf = (jwt: string): readonly string[] => [jwt, ...jwt.split('.')];

/** Digits are few: of them base64 keeps only what no byte before or after has a share in. */
function shortForms(secret: string): readonly Buffer[] {
  const based = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'x'.repeat(shift)}${secret}`).toString('base64');
    return text.slice(shift === 0 ? 0 : 4).replace(/.?.?=*$/, '');
  });
  return [...[secret, ...based].map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')];
}

/** Three digits are a code only beside what calls them so. */
function codeForms(cvv: string): readonly Buffer[] {
  const phrases = [`"cvv":"${cvv}"`, `"cvv": "${cvv}"`, `CVV ${cvv}`, `cvv=${cvv}`, `CVV: ${cvv}`];
  return phrases.flatMap(shortForms);
}

const panForms = (pan: string): readonly Buffer[] =>
  [pan, ...[' ', '-', '\u00a0', '.'].map((separator) => grouped(pan, separator))].flatMap(formsOf);

/** Whatever stands between the digits of a number, as long as it is no letter and no digit. */
const scattered = (pan: string): RegExp => new RegExp([...pan].join('[^0-9a-z]{0,3}'), 'i');
const called = (cvv: string): RegExp =>
  new RegExp(`(?:cvv|cvc|security.?code)[^0-9a-z]{0,5}${cvv}(?!\\d)`, 'i');

/** @returns which of the things hold one of the secrets, and which kind */
export function found(
  things: Readonly<Record<string, Buffer | string>>,
  { credentials, digits, pins }: CardSecrets,
): readonly string[] {
  const forms = [
    ...pins.map((pin) => ({ kind: 'pin', forms: shortForms(pin) })),
    ...digits.flatMap(({ pan, cvv }) => [
      { kind: 'number', forms: panForms(pan) },
      { kind: 'code', forms: codeForms(cvv) },
    ]),
  ];
  const patterns = digits.flatMap(({ pan, cvv }) => [
    { kind: 'number', pattern: scattered(pan) },
    { kind: 'code', pattern: called(cvv) },
  ]);
  const kinds = Object.entries(things).flatMap(([name, thing]) => {
    const bytes = Buffer.from(thing);
    const text = bytes.toString('latin1');
    const held = forms.filter(({ forms: all }) => all.some((form) => bytes.includes(form)));
    const matched = patterns.filter(({ pattern }) => pattern.test(text));
    return [...held, ...matched].map(({ kind }) => `${kind} in ${name}`);
  });
  return [...new Set([...holders(things, credentials).map((name) => `credential in ${name}`), ...kinds])];
}

/** Where a desk was kept, and what was heard of it. */
export interface HeardDesk {
  /** Data folders and anchor folders. */
  readonly folders: readonly string[];
  readonly said: Readonly<Record<string, string>>;
  /** Events, and what was printed. */
  readonly rest: Readonly<Record<string, Buffer | string>>;
}

/** What is where it must not be: anything anywhere, but the digits in the replies that were asked to tell them. */
export function leaksOf(
  secrets: CardSecrets,
  { folders, said, rest }: HeardDesk,
  isReveal: (reply: string) => boolean,
): readonly string[] {
  const files = Object.assign({}, ...folders.map(filesIn));
  expect(Object.keys(files).some((name) => name.endsWith('till.log'))).toBe(true);
  const replies = Object.entries(said);
  const reveals = Object.fromEntries(replies.filter(([name]) => isReveal(name)));
  const others = Object.fromEntries(replies.filter(([name]) => !isReveal(name)));
  return [
    ...found(files, secrets),
    ...found({ ...others, ...rest }, secrets),
    ...found(reveals, { ...secrets, digits: [] }),
  ];
}

/** Tokens in their header, the webhook's secret where it is set, PINs and digits in no request. */
export function expectCardSecretsOnlyInPlace(
  { requests, hookSecrets }: CanaryIssuer,
  secrets: CardSecrets,
): void {
  const tokens = secrets.credentials.filter((secret) => !hookSecrets().includes(secret));
  const misplaced = requests.flatMap(({ method, path, token, bearer, body, rest }) => {
    const isSetting = `${method} ${path}` === 'PUT /api/v2/webhooks/config';
    return [
      ...(token === undefined || bearer === undefined ? [] : [`signed twice: ${rest}`]),
      ...[token, bearer].filter((sent) => sent !== undefined && !tokens.includes(sent)),
      ...found({ [rest]: rest }, secrets),
      ...found(
        { [`body of ${rest}`]: body },
        { ...secrets, credentials: isSetting ? tokens : secrets.credentials },
      ),
    ];
  });
  expect(misplaced).toEqual([]);
}
