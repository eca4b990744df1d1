import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { askOver, codeOf } from '../harness/ask.ts';
import { openCounter } from '../harness/counter.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { filesIn } from './marked-secrets.ts';

const PINS = {
  owner: '90461378',
  manager: '83650917',
  cashier: '27491805',
  next: '61827053',
  wrong: '50938164',
};

/** How digits may stand in bytes. Eight of them leave five sure characters in base64, whatever stands before. */
function formsOf(secret: string): readonly Buffer[] {
  const based = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'x'.repeat(shift)}${secret}`).toString('base64');
    return text.slice(shift === 0 ? 0 : 4).replace(/.?.?=*$/, '');
  });
  return [...[secret, ...based].map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')];
}

/** Every value of every table, by table and column; an index of search has its words in the file itself. */
async function cellsIn(dataDir: string): Promise<Record<string, string>> {
  const database = await openDatabase(join(dataDir, 'test', 'till.db'));
  try {
    const cells: Record<string, string> = {};
    const tables = database.read.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    );
    for (const { name } of tables) {
      for (const row of database.read.all<Record<string, unknown>>(`SELECT * FROM "${name}"`)) {
        for (const [column, value] of Object.entries(row)) {
          const cell = `${name}.${column}`;
          cells[cell] = `${cells[cell] ?? ''}\n${String(value)}`;
        }
      }
    }
    return cells;
  } finally {
    database.close();
  }
}

const holders = (things: Readonly<Record<string, Buffer | string>>, secrets: readonly string[]): string[] =>
  Object.entries(things)
    .filter(([, thing]) => secrets.flatMap(formsOf).some((form) => Buffer.from(thing).includes(form)))
    .map(([name]) => name);

test('SEC-9 SEC-8 PINs and recovery codes are in no file, log, event or answer, but a code in the one that tells it', async () => {
  const counter = await openCounter();
  onTestFinished(() => counter.close());
  const said: Record<string, string> = {};
  const at = (client: string, approval?: { readonly staffId: string; readonly pin: string }) =>
    askOver(async (op, input) => {
      const reply = await counter.till().dispatch({ op, input, ...(approval ? { approval } : {}) }, client);
      said[`${Object.keys(said).length} ${op}`] = JSON.stringify(reply);
      return reply;
    });
  const counterAsk = at('counter');
  const added = await counterAsk('staff.add', { name: 'Ольга', role: 'owner', pin: PINS.owner });
  const owner = added.items[0]?.id ?? '';
  await counterAsk('staff.add', { name: 'Mikhail', role: 'manager', pin: PINS.manager });
  const { items } = await counterAsk('staff.add', { name: 'Anna', role: 'cashier', pin: PINS.cashier });
  const [, manager = '', cashier = ''] = items.map(({ id }) => id);

  const till = at('till');
  expect(await codeOf(till('sale.current', {}))).toBe('SIGN_IN_REQUIRED');
  expect(await codeOf(till('staff.signIn', { staffId: cashier, pin: PINS.wrong }))).toBe('PIN_WRONG');
  await till('staff.signIn', { staffId: cashier, pin: PINS.cashier });
  const sale = await till('sale.addAmount', { amount: { amountMinor: 700, currency: 'RUB' } });
  expect(await codeOf(till('settings.change', { theme: 'dark' }))).toBe('FORBIDDEN');
  const wrong = at('till', { staffId: manager, pin: PINS.wrong });
  expect(await codeOf(wrong('settings.change', { theme: 'dark' }))).toBe('PIN_WRONG');
  await at('till', { staffId: manager, pin: PINS.manager })('settings.change', { theme: 'dark' });
  await till('staff.setPin', { staffId: cashier, pin: PINS.next, currentPin: PINS.cashier });
  await till('sale.void', { saleId: sale.id });

  const { recoveryCode: made } = await counterAsk('staff.makeRecoveryCode', {});
  await counter.crash();
  await till('staff.session', {});
  const recovered = await till('staff.recover', { staffId: owner, code: made, pin: PINS.next });
  // Refused before they are read: what is malformed is not quoted either.
  expect(await codeOf(till('staff.signIn', { staffId: '', pin: PINS.owner }))).toBe('INVALID_INPUT');
  expect(await codeOf(till('staff.signIn', { staffId: owner, pin: `${PINS.owner}9` }))).toBe('INVALID_INPUT');
  expect((await till('sale.list', {})).items).toHaveLength(1);
  await counter.till().close();

  const pins = Object.values(PINS);
  const codes = [added.recoveryCode ?? '', made, recovered.recoveryCode].flatMap((code) => [
    code,
    code.replaceAll('-', ''),
  ]);
  expect(codes.every((code) => code.length >= 20)).toBe(true);
  const files = filesIn(counter.dataDir);
  expect(readdirSync(counter.dataDir)).toContain('logs');
  expect(holders(files, [...pins, ...codes])).toEqual([]);
  expect(holders(await cellsIn(counter.dataDir), [...pins, ...codes])).toEqual([]);
  const events = { events: JSON.stringify(counter.events) };
  expect(holders({ ...said, ...events }, pins)).toEqual([]);
  expect(holders({ ...said, ...events }, codes).map((name) => name.split(' ')[1])).toEqual([
    'staff.add',
    'staff.makeRecoveryCode',
    'staff.recover',
  ]);

  // The search finds what is there.
  for (const text of [PINS.owner, `a${PINS.owner}`, `ab${PINS.owner}c`]) {
    const encoded = Buffer.from(text).toString('base64');
    expect(holders({ plain: text, encoded }, [PINS.owner])).toEqual(['plain', 'encoded']);
  }
});

test('AUD-1 over the whole till: what a cashier does says who did it, and what a manager approved says both', async () => {
  const counter = await openCounter();
  onTestFinished(() => counter.close());
  const boss = askOver((op, input) => counter.till().dispatch({ op, input }, 'counter'));
  await boss('staff.add', { name: 'Ольга', role: 'owner', pin: PINS.owner });
  const { items } = await boss('staff.add', { name: 'Anna', role: 'cashier', pin: PINS.cashier });
  const [owner = '', cashier = ''] = items.map(({ id }) => id);
  const till = askOver((op, input) => counter.till().dispatch({ op, input }, 'till'));
  await till('staff.signIn', { staffId: cashier, pin: PINS.cashier });
  const { id: saleId } = await till('sale.addAmount', { amount: { amountMinor: 700, currency: 'RUB' } });
  await till('sale.void', { saleId });
  const approved = askOver((op, input) =>
    counter.till().dispatch({ op, input, approval: { staffId: owner, pin: PINS.owner } }, 'till'),
  );
  await approved('settings.change', { theme: 'dark' });
  expect(await counter.till().dispatch({ op: 'app.status' }, 'nobody')).toMatchObject({ ok: true });
  await counter.till().close();
  const { 'journal.payload': payloads = '' } = await cellsIn(counter.dataDir);
  const lines = payloads.split('\n').filter((line) => line.includes('"by"'));
  expect(lines.some((line) => line.includes(`"by":"${cashier}"`) && !line.includes('approvedBy'))).toBe(true);
  expect(lines).toContain(`{"approvedBy":"${owner}","by":"${cashier}","names":"theme"}`);
});
