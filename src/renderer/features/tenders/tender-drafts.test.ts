import { describe, expect, it } from 'vitest';
import { readCash } from './cash-draft.ts';
import { readPart, shareOf } from './part-draft.ts';
import { rememberSale } from './remembered.ts';
import { changeOf } from './use-taken.ts';

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

describe('what was handed over', () => {
  it('is the exact amount while nothing is typed', () => {
    expect(readCash('', rub(34_750))).toEqual({ kind: 'enough', received: rub(34_750), change: rub(0) });
  });

  it('leaves change, or is short by what is missing', () => {
    expect(readCash('500', rub(34_750))).toEqual({
      kind: 'enough',
      received: rub(50_000),
      change: rub(15_250),
    });
    expect(readCash('300,5', rub(34_750))).toEqual({
      kind: 'short',
      received: rub(30_050),
      missing: rub(4_700),
    });
  });

  it.each([
    ['12.345', 'too_many_decimals'],
    ['-500', 'not_a_number'],
    ['abc', 'not_a_number'],
    ['99999999999999999', 'too_large'],
  ] as const)('"%s" is wrong: %s', (text, problem) => {
    expect(readCash(text, rub(34_750))).toEqual({ kind: 'wrong', problem });
  });

  it('MON-1: received is what is due and the change, to the last minor unit', () => {
    for (let due = 0; due < 2000; due += 7) {
      for (const text of ['0', '0,01', '5', '13,37', '19,99', '20']) {
        const cash = readCash(text, rub(due));
        if (cash.kind === 'wrong') throw new Error(text);
        const rest = cash.kind === 'enough' ? -cash.change.amountMinor : cash.missing.amountMinor;
        expect(cash.received.amountMinor + rest).toBe(due);
      }
    }
  });

  it('is never so much that a whole note would come back', () => {
    expect(readCash('5347.49', rub(34_750)).kind).toBe('enough');
    expect(readCash('5347.50', rub(34_750))).toEqual({ kind: 'wrong', problem: 'too_much_change' });
  });

  it('is told from a barcode, whose Enter takes no money', () => {
    for (const code of ['2000000000015', '46012345', '000000017']) {
      const cash = readCash(code, rub(34_750));
      expect(cash.kind, code).not.toBe('enough');
    }
  });
});

describe('a part of a sale', () => {
  it('leaves the rest, and all of it where nothing is typed', () => {
    expect(readPart('', rub(1000))).toEqual({ ok: true, value: { amount: rub(1000), left: rub(0) } });
    expect(readPart('4', rub(1000))).toEqual({ ok: true, value: { amount: rub(400), left: rub(600) } });
  });

  it.each([
    ['0', 'zero'],
    ['-1', 'zero'],
    ['10,01', 'too_much'],
    ['1,005', 'too_many_decimals'],
    ['half', 'not_a_number'],
  ] as const)('"%s" is refused: %s', (text, problem) => {
    expect(readPart(text, rub(1000))).toEqual({ ok: false, error: problem });
  });

  it('MON-1: shares sum to the whole, the odd units paid first', () => {
    let left = 1000;
    const paid = [3, 2, 1].map((people) => {
      const share = shareOf(rub(left), people).amountMinor;
      left -= share;
      return share;
    });
    expect(paid).toEqual([334, 333, 333]);
    expect(left).toBe(0);
  });
});

describe('what is remembered of the last sale', () => {
  it('survives a reload, tells who watches, and is forgotten', () => {
    const kept = new Map<string, string>();
    const place = () => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
    const before = rememberSale('k', place);
    const told: (string | null)[] = [];
    const stop = before.watch(() => told.push(before.get()));
    before.set('s1');
    expect(rememberSale('k', place).get()).toBe('s1');
    before.set(null);
    stop();
    before.set('s2');
    expect(told).toEqual(['s1', null]);
  });

  it('counts out change, and no change of nothing', () => {
    expect(changeOf({ changeDue: rub(50) })).toEqual(rub(50));
    expect(changeOf({ changeDue: rub(0) })).toBeNull();
    expect(changeOf({ changeDue: null })).toBeNull();
    expect(changeOf(null)).toBeNull();
  });
});
