import { describe, expect, it } from 'vitest';
import type { CardDeskView, IssuerAccountView } from '../../../contract/views.ts';
import { cardExamples } from '../../../../test/builders/wire-examples-cards.ts';
import { readTransfer, transferHindrance, transferPreview } from './transfer-draft.ts';

const [example] = cardExamples['cards.accounts'].output.items;
const { desk: exampleDesk } = cardExamples['cards.desk'].output;
if (!example || !exampleDesk) throw new Error('there is an example of both');

const account = (id: string, part: Partial<IssuerAccountView> = {}): IssuerAccountView => ({
  ...example,
  id,
  name: id,
  currency: 'USD',
  balance: { decimal: '100', currency: 'USD' },
  available: { decimal: '80.5', currency: 'USD' },
  ...part,
});
const from = account('from');
const to = account('to', { balance: { decimal: '0.000000001', currency: 'USD' } });
const euro = account('euro', { currency: 'EUR', balance: { decimal: '5', currency: 'EUR' } });
const accounts = [from, to, euro];
const draft = { fromAccountId: 'from', toAccountId: 'to', amountText: '80.5' };

describe('a transfer as it is typed', () => {
  it('is what the contract takes, exactly', () => {
    expect(readTransfer(draft, from, accounts, 'en')).toEqual({
      ok: true,
      value: {
        fromAccountId: 'from',
        toAccountId: 'to',
        amount: { decimal: '80.5', currency: 'USD' },
      },
    });
  });

  it('goes to no account in another currency, and not to the same one', () => {
    for (const toAccountId of ['euro', 'from', '', 'gone']) {
      expect(readTransfer({ ...draft, toAccountId }, from, accounts, 'en')).toEqual({
        ok: false,
        error: [{ field: 'toAccountId' }],
      });
    }
  });

  it('is no more than what is available, to the billionth', () => {
    expect(readTransfer({ ...draft, amountText: '80.500000001' }, from, accounts, 'en')).toEqual({
      ok: false,
      error: [{ field: 'amount', fault: 'more_than_available' }],
    });
  });

  it('says everything that is wrong at once', () => {
    expect(readTransfer({ ...draft, toAccountId: '', amountText: 'x' }, from, accounts, 'en')).toEqual({
      ok: false,
      error: [{ field: 'toAccountId' }, { field: 'amount', fault: 'not_a_number' }],
    });
  });

  it('shows both balances after it, and makes and loses nothing', () => {
    expect(transferPreview({ decimal: '0.1', currency: 'USD' }, from, to)).toEqual({
      from: { decimal: '99.9', currency: 'USD' },
      to: { decimal: '0.100000001', currency: 'USD' },
    });
    expect(transferPreview({ decimal: '0.1', currency: 'EUR' }, from, to)).toBeNull();
  });

  it('shows none where an account would hold more than an amount can be', () => {
    const full = { ...to, balance: { decimal: '9'.repeat(18), currency: 'USD' } };
    expect(transferPreview({ decimal: '1', currency: 'USD' }, from, full)).toBeNull();
  });
});

describe('where there is no transfer', () => {
  const desk = (transfer: CardDeskView['offers']['transfer']): CardDeskView => ({
    ...exampleDesk,
    offers: { ...exampleDesk.offers, transfer },
  });

  it('says why', () => {
    expect(transferHindrance(desk('offered'), accounts, from)).toBeNull();
    expect(transferHindrance(desk('not_listed'), accounts, from)).toBe('not_offered');
    expect(transferHindrance(desk('offered'), accounts, { ...from, transferAllowed: false })).toBe(
      'not_here',
    );
    expect(transferHindrance(desk('offered'), accounts, euro)).toBe('no_other');
  });
});
