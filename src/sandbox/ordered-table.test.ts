import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listAt, startPlayer, textAt } from './testing/player.ts';
import { createOrderedTable } from './ordered-table.ts';

interface Thing {
  readonly id: string;
  readonly sequence: number;
  readonly ms: number;
  readonly note?: string;
}

const idsOf = (things: readonly Thing[]): string => things.map(({ id }) => id).join('');

test('keeps rows newest first, those of one moment by sequence, and replaces in place', () => {
  const start: readonly Thing[] = [
    { id: 'b', sequence: 2, ms: 10 },
    { id: 'a', sequence: 1, ms: 10 },
    { id: 'z', sequence: 3, ms: 99 },
  ];
  const table = createOrderedTable(start, ({ ms }) => ms);
  const before = table.list();
  table.put({ id: 'c', sequence: 4, ms: 10 });
  table.put({ id: 'o', sequence: 5, ms: 1 });
  table.put({ id: 'n', sequence: 6, ms: 100 });
  expect(idsOf(table.list())).toBe('nzcbao');
  table.put({ id: 'b', sequence: 2, ms: 10, note: 'changed' });
  expect(idsOf(table.list())).toBe('nzcbao');
  expect(table.get('b')).toMatchObject({ note: 'changed' });
  expect(table.list()[3]).toBe(table.get('b'));
  expect(idsOf(before)).toBe('zba');
});

test('agrees with sorting, whatever the order of arrival', () => {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % below;
  };
  const table = createOrderedTable<Thing>([], ({ ms }) => ms);
  const all = new Map<string, Thing>();
  for (let sequence = 0; sequence < 500; sequence += 1) {
    const thing = { id: `t${sequence}`, sequence, ms: random(50) };
    const old = all.get(`t${random(500)}`);
    for (const put of [thing, ...(old === undefined ? [] : [{ ...old, note: 'again' }])]) {
      table.put(put);
      all.set(put.id, put);
    }
  }
  const sorted = [...all.values()].sort((a, b) => b.ms - a.ms || b.sequence - a.sequence);
  expect(table.list()).toEqual(sorted);
});

function booksOf(count: number): string {
  const startedMs = Date.UTC(2026, 2, 1, 10);
  const transactions = Array.from({ length: count }, (_, sequence) => ({
    sequence,
    id: `row-${sequence}`,
    txid: `sbx-${sequence}`,
    linkId: `link-${sequence % 100}`,
    type: 'link',
    status: 'charged',
    amountMinor: 500,
    currency: 'RUB',
    amountDestMinor: 475,
    amountWithFeeMinor: 525,
    env: 'test',
    method: 'card',
    errorDescription: '',
    startedMs: startedMs + sequence,
    updatedMs: startedMs + sequence,
    finishedMs: startedMs + sequence,
  }));
  const fourPayOnline = { nextSequence: count, links: [], transactions };
  return JSON.stringify({ version: 1, port: null, clockOffsetMs: 0, fourPayOnline });
}

test('ten thousand rows: every page is read, and every page is shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-many-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const statePath = join(folder, 'state.json');
  writeFileSync(statePath, booksOf(10_000));
  const player = await startPlayer({ statePath });
  let read = 0;
  for (let cursor = ''; ; ) {
    const { json } = await player.api('GET', `/transactions?limit=100${cursor}`);
    const rows = listAt(json, 'data').length;
    if (rows === 0) break;
    read += rows;
    cursor = `&cursor=${encodeURIComponent(textAt(json, 'cursor.cursor_value'))}`;
  }
  expect(read).toBe(10_000);
  for (const page of ['/', '/_sandbox']) expect((await player.page('GET', page)).status).toBe(200);
});
