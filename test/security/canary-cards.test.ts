import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { cardsControlOf } from '../harness/cards-control.ts';
import { actWell, beQuoted, sufferFaults } from './cards-canary-acts.ts';
import { grouped, startCanaryIssuer } from './cards-canary-issuer.ts';
import {
  beTold,
  byToken,
  CARD,
  comeBack,
  connect,
  type DeskTill,
  exportRows,
  HOLDER,
  HOOK,
  lookAtDesk,
  makeCard,
  newId,
  openDeskTill,
  PINS,
  type Place,
  TOKEN,
  WRONG_TOKEN,
} from './cards-canary-life.ts';
import { type PrintingTill, startPrintingTill } from './cards-canary-process.ts';
import {
  type CardSecrets,
  expectCardSecretsOnlyInPlace,
  found,
  leaksOf,
  partsOf,
} from './cards-canary-search.ts';
import { filesIn, formsOf } from './marked-secrets.ts';

/** Whatever this process prints from now on. */
function printed(): () => string {
  const heard: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    const spy = vi.spyOn(stream, 'write').mockImplementation((chunk, ...rest) => {
      heard.push(Buffer.from(chunk).toString('latin1'));
      return Reflect.apply(write, stream, [chunk, ...rest]);
    });
    onTestFinished(() => spy.mockRestore());
  }
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const spy = vi.spyOn(console, name).mockImplementation((...words) => {
      heard.push(words.map(String).join(' '));
    });
    onTestFinished(() => spy.mockRestore());
  }
  return () => heard.join('\n');
}

const isReveal = (reply: string): boolean => reply.endsWith(' cards.reveal');

/** A reveal that was refused tells no digits either. */
const tellsDigits =
  (said: Readonly<Record<string, string>>) =>
  (reply: string): boolean =>
    isReveal(reply) && said[reply]?.startsWith('{"ok":true') === true;

/** The till ends and begins again, in order and by a power cut, also while digits are on their way; then the card ends. */
async function endAndBegin(till: DeskTill, place: Place): Promise<void> {
  const { ask, counter, outcome } = till;
  const reveal = { ...place, pin: PINS.owner };
  await counter.restart();
  await comeBack(till);
  expect(await outcome('cards.reveal', reveal)).toBe('taken');
  const dying = ask('cards.reveal', reveal).catch(() => null);
  await counter.crash();
  await dying;
  await comeBack(till);
  await lookAtDesk(till, place);
  expect(await outcome('cards.close', { operationId: newId(), ...place })).toBe('taken');
  await outcome('cards.reveal', reveal);
}

/** The keychain has the credentials until the desk is forgotten, and nothing of it afterwards. */
async function forget(till: DeskTill, place: Place): Promise<void> {
  const { issuer, keychain, outcome, secrets } = till;
  const held = [...keychain.values.values()];
  expect(held).toContain(TOKEN);
  expect(held.some((value) => issuer.hookSecrets().some((secret) => value.includes(secret)))).toBe(true);
  expect(await outcome('cards.disconnect', {})).toBe('taken');
  await lookAtDesk(till, place);
  expect(found(Object.fromEntries(keychain.values), secrets())).toEqual([]);
  expect(await outcome('cards.connect', byToken(till))).toBe('taken');
}

test('SEC-7 SEC-8 SEC-10 a whole life of a cards desk: tokens, secrets, PINs and digits stay where they belong', async () => {
  const print = printed();
  const till = await openDeskTill();
  const { anchorFolder, counter, issuer, said } = till;
  await connect(till);
  const place = await makeCard(till);
  await actWell(till, place);
  await sufferFaults(till, place);
  await beQuoted(till, place);
  await beTold(till, place);
  const tables = await exportRows(till, place);
  expect(tables).toHaveLength(2);
  const ready = filesIn(counter.dataDir);
  expect(Object.keys(ready)).toEqual(expect.arrayContaining([...tables]));
  const early = found(ready, till.secrets());
  await endAndBegin(till, place);
  await forget(till, place);
  await counter.till().close();

  const secrets = till.secrets();
  expect(issuer.hookSecrets().length).toBeGreaterThan(5);
  const revealed = Object.entries(said).filter(([name]) => tellsDigits(said)(name));
  expect(revealed.length).toBeGreaterThan(2);
  for (const reply of revealed) {
    expect(found(Object.fromEntries([reply]), secrets)).toEqual([
      `number in ${reply[0]}`,
      `code in ${reply[0]}`,
    ]);
  }
  const rest = { events: JSON.stringify(counter.events), print: print() };
  const late = leaksOf(secrets, { folders: [counter.dataDir, anchorFolder], said, rest }, tellsDigits(said));
  expect([...early, ...late]).toEqual([]);
  expect(issuer.requests.length).toBeGreaterThan(200);
  expectCardSecretsOnlyInPlace(issuer, secrets);
}, 600_000);

/** A sandbox where cards are made at once, and whoever stands in front of it. */
async function openIssuer() {
  const sandbox = await startSandbox({ switches: { cardIssueDelaySeconds: 0 } });
  onTestFinished(() => sandbox.close());
  await cardsControlOf(sandbox).addToken({ token: TOKEN });
  const issuer = await startCanaryIssuer(sandbox);
  return { sandbox, issuer, desk: { baseUrl: issuer.baseUrl, kind: 'api_token', token: TOKEN } as const };
}

type OpenIssuer = Awaited<ReturnType<typeof openIssuer>>;

/** Connects, makes a card and looks at its digits, is quoted, and dies with digits on their way. */
async function liveOnce({ ask, end }: PrintingTill, { sandbox, issuer, desk }: OpenIssuer) {
  const shop = { language: 'en', storeName: 'Shop', currency: 'RUB', mode: 'test' } as const;
  await ask('setup.connectAccount', { ...shop, baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey });
  const { items } = await ask('staff.add', { name: 'Ольга', role: 'owner', pin: PINS.owner });
  await ask('cards.connect', { ...desk, token: WRONG_TOKEN }).catch(() => null);
  await ask('cards.connect', desk);
  await ask('cards.createHolder', { operationId: newId(), ...HOLDER });
  const { cardId } = await ask('cards.issue', { operationId: newId(), ...CARD, name: 'Office' });
  const place = { accountId: CARD.accountId, cardId: cardId ?? '' };
  const reveal = { ...place, pin: PINS.owner };
  await ask('cards.card', place);
  const { pan, cvv } = await ask('cards.reveal', reveal);
  expect(issuer.digits()).toEqual([{ pan, cvv }]);
  await ask('cards.reveal', { ...place, pin: PINS.wrong }).catch(() => null);
  await ask('cards.setWebhook', HOOK);
  issuer.quote('', 409);
  await ask('cards.reveal', reveal).catch(() => null);
  await ask('cards.setWebhook', { ...HOOK, newSecret: true }).catch(() => null);
  await ask('cards.list', { accountId: place.accountId }).catch(() => null);
  issuer.quote('', null);
  const dying = ask('cards.reveal', reveal).catch(() => null);
  await end('SIGKILL');
  await dying;
  return { reveal, owner: items[0]?.id ?? '' };
}

test('SEC-7 SEC-8 SEC-10 a cards desk in a process of its own, killed and started again: nothing in files, output, replies or events', async () => {
  const folder = temporaryFolder();
  const state = temporaryFolder();
  const open = await openIssuer();
  const { issuer, desk } = open;
  const first = await startPrintingTill(folder, state);
  const { reveal, owner } = await liveOnce(first, open);
  const second = await startPrintingTill(folder, state);
  const { ask } = second;
  await ask('staff.signIn', { staffId: owner, pin: PINS.owner });
  // Where there is no keychain, the token went with the process.
  await ask('cards.connect', desk);
  await ask('cards.reveal', reveal);
  issuer.quote('/sensitive', 422);
  await ask('cards.reveal', reveal).catch(() => null);
  await ask('cards.export', { of: 'cards' });
  await ask('cards.disconnect', {});
  await second.end('SIGTERM');

  const credentials = [TOKEN, WRONG_TOKEN, ...issuer.hookSecrets()];
  expect(credentials).toHaveLength(4);
  const secrets = { credentials, digits: issuer.digits(), pins: Object.values(PINS) };
  for (const { said, printed: heard } of [first, second]) {
    expect(Object.keys(said).filter(tellsDigits(said)).length).toBeGreaterThan(0);
    const all = { folders: [folder, state], said, rest: heard() };
    expect(leaksOf(secrets, all, tellsDigits(said))).toEqual([]);
  }
  expectCardSecretsOnlyInPlace(issuer, secrets);
});

const PLANTED: CardSecrets = {
  credentials: [
    TOKEN,
    WRONG_TOKEN,
    ...partsOf('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJrLTcifQ.c2lnbmF0dXJlLW1hcms'),
    'ab'.repeat(32),
  ],
  digits: [{ pan: '4111110000001234', cvv: '739' }],
  pins: [PINS.owner, PINS.wrong],
};

/** Each secret as it may be written, by its kind. */
const planted = (pan: string): readonly (readonly [kind: string, text: string])[] => [
  ...PLANTED.credentials.map((secret) => ['credential', secret] as const),
  ...PLANTED.pins.map((pin) => ['pin', pin] as const),
  ...['', ' ', '-', '.', '\u00a0', ' - '].map((separator) => ['number', grouped(pan, separator)] as const),
  ...['"cvv":"739"', 'CVV 739', 'cvv=739', 'security code: 739'].map((text) => ['code', text] as const),
];

test('SEC-8 the search finds each secret of a cards desk that is planted once, in every form and place', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'logs'));
  writeFileSync(
    join(folder, 'logs', 'till.log'),
    'card 411111…1234 of 2026, code 200, token [hidden] …~rig\n',
  );
  expect(found(filesIn(folder), PLANTED)).toEqual([]);

  const { pan } = PLANTED.digits[0] ?? { pan: '' };
  for (const [kind, text] of planted(pan)) {
    const name = join(folder, 'test.db-wal');
    writeFileSync(name, Buffer.concat([Buffer.alloc(4096, 7), Buffer.from(`before ${text} after`)]));
    expect(found(filesIn(folder), PLANTED)).toContain(`${kind} in ${name}`);
    rmSync(name);
    expect(found({ reply: JSON.stringify({ said: `"${text}"` }) }, PLANTED)).toContain(`${kind} in reply`);
    const heard = { folders: [folder], said: { '1 cards.list': text }, rest: { events: text } };
    expect(leaksOf(PLANTED, heard, isReveal)).toEqual(
      expect.arrayContaining([`${kind} in 1 cards.list`, `${kind} in events`]),
    );
  }
  for (const secret of [...PLANTED.credentials, pan]) {
    for (const [index, form] of formsOf(secret).entries()) {
      expect(found({ [`${index}`]: Buffer.concat([Buffer.from('x '), form]) }, PLANTED)).not.toEqual([]);
    }
  }
  // A reply that was asked for the digits has them, and still no credential.
  const inReveal = (text: string): readonly string[] =>
    leaksOf(PLANTED, { folders: [folder], said: { '9 cards.reveal': text }, rest: {} }, isReveal);
  expect(inReveal(`{"pan":"${pan}","cvv":"739"}`)).toEqual([]);
  expect(inReveal(`${pan} ${TOKEN}`)).toEqual(['credential in 9 cards.reveal']);
  const log = join(folder, 'logs', 'till.log');
  appendFileSync(log, `PIN ${PINS.owner}\n`);
  expect(inReveal('')).toEqual([`pin in ${log}`]);
});
