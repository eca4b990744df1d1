import { describe, expect, it } from 'vitest';
import type { SaleView } from '../../../contract/views.ts';
import { pressKey } from '../../components/keypad-input.ts';
import { newerSale } from '../sales/mutations.ts';
import { parseQuantity } from './quantity.ts';
import { changeSellState, FIRST_SELL_STATE } from './sell-state.ts';
import { raisedLine } from './use-marked-line.ts';
import { sellKey } from './use-sell-keys.ts';
import { exampleLine, exampleSale } from './example-sale.ts';

function sale(revision: number, quantities: Readonly<Record<string, number>>, id = 's1'): SaleView {
  const lines = Object.entries(quantities).map(([line, quantityThousandths]) =>
    exampleLine({ id: line, productId: line, name: line, quantityThousandths }),
  );
  return exampleSale({ id, revision, lines });
}

describe('the sale on the screen', () => {
  it('never goes back to an older revision', () => {
    const newer = sale(5, { a: 2000 });
    expect(newerSale(newer, sale(4, { a: 1000 }))).toBe(newer);
    expect(newerSale(newer, sale(6, {}))?.revision).toBe(6);
    expect(newerSale(newer, sale(1, {}, 's2'))?.id).toBe('s2');
  });

  it('is gone once it is voided', () => {
    expect(newerSale(sale(1, {}), { ...sale(2, {}), state: 'voided' })).toBeNull();
  });

  it('marks the line that was added or raised, and none that was lowered', () => {
    expect(raisedLine(sale(1, { a: 1000 }), sale(2, { a: 1000, b: 1000 }))).toBe('b');
    expect(raisedLine(sale(1, { a: 1000, b: 1000 }), sale(2, { a: 2000, b: 1000 }))).toBe('a');
    expect(raisedLine(sale(1, { a: 2000 }), sale(2, { a: 1000 }))).toBeNull();
    expect(raisedLine(null, sale(9, { a: 1000, b: 1000 }))).toBeNull();
  });

  it('searches everything when a search begins, and the shelf that is chosen then', () => {
    const onShelf = changeSellState(FIRST_SELL_STATE, { kind: 'shelf_chosen', shelf: 'c1' });
    const searching = changeSellState(onShelf, { kind: 'searched', text: 'l' });
    expect(searching.shelf).toBeNull();
    const narrowed = changeSellState(searching, { kind: 'shelf_chosen', shelf: 'c2' });
    expect(changeSellState(narrowed, { kind: 'searched', text: 'la' }).shelf).toBe('c2');
  });
});

describe('keys of the counter', () => {
  const key = (name: string, more: object = {}) => ({
    key: name,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  });

  it.each([
    ['F9 charges', key('F9'), true, 'charge'],
    ['F10 takes cash', key('F10'), true, 'cash'],
    ['F7 shows more ways', key('F7'), false, 'ways'],
    ['F4 opens the menu of the sale', key('F4'), true, 'menu'],
    ['Alt+F4 closes the window', key('F4', { altKey: true }), false, null],
    ['F6 parks', key('F6'), true, 'park'],
    ['F3 opens the last line', key('F3'), true, 'line'],
    ['Ctrl+Z undoes in any layout', key('я', { code: 'KeyZ', ctrlKey: true }), false, 'undo'],
    ['Ctrl+Z in a field is its own', key('z', { code: 'KeyZ', ctrlKey: true }), true, null],
    ['Ctrl+Enter charges', key('Enter', { ctrlKey: true }), true, 'charge'],
    ['F2 searches', key('F2'), true, 'search'],
    ['Ctrl+K searches in any layout', key('л', { code: 'KeyK', ctrlKey: true }), false, 'search'],
    ['a slash searches', key('/'), false, 'search'],
    ['a slash in a field is a slash', key('/'), true, null],
    ['a letter goes to the search', key('ы'), false, 'type'],
    ['a letter in a field stays there', key('ы'), true, null],
    ['a space presses what has the focus', key(' '), false, null],
    ['Enter presses what has the focus', key('Enter'), false, null],
    ['Escape clears', key('Escape'), false, 'clear'],
    ['Ctrl+C is not ours', key('c', { code: 'KeyC', ctrlKey: true }), false, null],
  ] as const)('%s', (_name, event, typing, meaning) => {
    expect(sellKey(event, typing)).toBe(meaning);
  });
});

describe('the dialogs and menus of the counter', () => {
  it('come one at a time: a dialog closes the menu that it was chosen from', () => {
    const menu = changeSellState(FIRST_SELL_STATE, { kind: 'menu_changed', menu: 'sale' });
    const dialog = changeSellState(menu, { kind: 'dialog_opened', dialog: { kind: 'park' }, saleId: 's1' });
    expect(dialog).toMatchObject({ menu: null, dialog: { kind: 'park' }, dialogOf: 's1' });
    expect(changeSellState(dialog, { kind: 'dialog_closed' }).dialog).toBeNull();
  });

  it('undoes by Ctrl+Z from an empty search too', () => {
    const pressed = { key: 'z', code: 'KeyZ', ctrlKey: true, metaKey: false, altKey: false };
    expect(sellKey(pressed, true, true)).toBe('undo');
  });
});

describe('number keys', () => {
  const type = (keys: string, decimals: number) =>
    keys.split(' ').reduce((text, one) => pressKey(text, one, decimals), '');

  it.each([
    ['1 2 , 5 0', 2, '12,50'],
    ['1 , 5 0 9', 2, '1,50'],
    [', 5', 2, '0,5'],
    ['1 , 2 , 3', 2, '1,23'],
    ['0 0 7', 2, '7'],
    ['1 00', 0, '100'],
    ['00', 0, '0'],
    ['1 .', 0, '1'],
  ])('%s with %i decimals', (keys, decimals, text) => {
    expect(type(keys, decimals)).toBe(text);
  });

  it.each([
    ['3', 'piece', 3000],
    ['1,25', 'kilogram', 1250],
    ['0.005', 'kilogram', 5],
    ['1,5', 'piece', null],
    ['1,2345', 'kilogram', null],
    ['4601234567890', 'piece', null],
    ['', 'piece', null],
    ['-1', 'piece', null],
  ] as const)('reads "%s" %s as %s', (text, unit, thousandths) => {
    expect(parseQuantity(text, unit)).toBe(thousandths);
  });
});
