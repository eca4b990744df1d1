import { afterEach, describe, expect, test } from 'vitest';
import type { OperationInput } from '../../src/contract/operations.ts';
import type { LinkView } from '../../src/contract/views.ts';
import { codeOf, Refused } from '../harness/ask.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';
import { rub } from '../harness/refunding.ts';
import { acceptedMoney, readBooks } from '../harness/selling.ts';

/** Reusable links: made, changed, paid again and again, and what a manager says that the money pays. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const open = async (options: CounterOptions = {}): Promise<void> => {
  counter = await openCounter(options);
};

const TIPS = { name: 'Tips', amount: null, methods: ['card', 'sbp'] };

const make = async (input: Partial<OperationInput<'links.create'>> = {}): Promise<LinkView> =>
  (await inTime(counter.ask('links.create', { ...TIPS, ...input }))).link;

/** The provider's id of a link, which no screen is told. */
const atProvider = async (linkId: string): Promise<string> => {
  const rows = await readBooks(counter, (read) =>
    read.all<{ link: string }>(`SELECT provider_link_id AS link FROM own_link WHERE id = '${linkId}'`),
  );
  return rows[0]?.link ?? '';
};

const pay = async (linkId: string, amountMinor: number): Promise<string> => {
  const { id } = await counter.control.pay(await atProvider(linkId), { amount: amountMinor });
  await counter.pass(90_000);
  return id;
};

const waiting = async () => (await counter.ask('links.payments', {})).items;

/** Asks, and lets the calls that it makes take their turns. */
async function inTime<T>(asked: Promise<T>): Promise<T> {
  // Whoever awaits it learns what came of it; meanwhile it is not nobody's.
  asked.catch(() => {});
  await counter.pass(5000);
  return asked;
}

describe('making and changing', () => {
  test('a link is made at the provider, told back, and stands in the list over a restart', async () => {
    await open();
    const tips = await make();
    const coffee = await make({ name: 'Coffee', amount: rub(350), methods: ['card'] });
    expect(coffee).toMatchObject({
      name: 'Coffee',
      amount: rub(350),
      methods: ['card'],
      state: 'open',
      waiting: 0,
    });
    await counter.restart();
    const { items, waiting: count } = await counter.ask('links.list', {});
    expect(items.map(({ id }) => id)).toEqual([coffee.id, tips.id]);
    expect(count).toBe(0);
    const made = (await counter.control.books()).links.map(({ payerUrl }) => payerUrl);
    const copied = await counter.ask('links.copy', { linkId: tips.id });
    expect(made).toContain(copied.payerUrl);
    expect(copied).not.toEqual(await counter.ask('links.copy', { linkId: coffee.id }));
    expect((await counter.ask('links.qr', { linkId: tips.id })).size).toBeGreaterThanOrEqual(21);
  });

  test('SEC-7 the address is told when it is copied and nowhere else', async () => {
    await open();
    const { id } = await make();
    const { payerUrl } = await counter.ask('links.copy', { linkId: id });
    const told = JSON.stringify([
      await counter.ask('links.list', {}),
      await counter.ask('links.payments', {}),
    ]);
    expect(told).not.toContain(payerUrl);
    expect(JSON.stringify(counter.events)).not.toContain(payerUrl);
  });

  test('a change goes to the provider: the amount whole, products and methods as they were unless they are named', async () => {
    await open();
    const coffee = await make({ name: 'Coffee', amount: rub(350), methods: ['card'] });
    const { link } = await inTime(
      counter.ask('links.change', {
        linkId: coffee.id,
        name: 'Espresso',
        amount: rub(400),
      }),
    );
    expect(link).toMatchObject({ name: 'Espresso', amount: rub(400), methods: ['card'] });
    expect(await inTime(counter.ask('links.others', {}))).toMatchObject({ items: [] });
    const tips = await make();
    expect(await codeOf(inTime(counter.ask('links.change', { linkId: tips.id, amount: rub(1) })))).toBe(
      'AMOUNT_INVALID',
    );
  });

  test('a link that is removed is deleted at the provider; while it does not answer, as soon as it does', async () => {
    await open();
    const tips = await make();
    await counter.control.fault({ kind: 'reset', path: '*', count: 'always' });
    await inTime(counter.ask('links.remove', { linkId: tips.id }));
    expect((await counter.ask('links.list', {})).items).toMatchObject([{ state: 'closing' }]);
    expect(await codeOf(counter.ask('links.copy', { linkId: tips.id }))).toBe('LINK_NOT_OPEN');
    await counter.control.clearFaults();
    await counter.pass(3 * 60_000);
    expect((await counter.ask('links.list', {})).items).toEqual([]);
    expect((await counter.control.books()).links.every(({ deleted }) => deleted)).toBe(true);
  });

  test.each(['fields', 'jsonapi', 'details'] as const)(
    'what the provider refuses (%s) lands on its field, and leaves nothing behind',
    async (validationShape) => {
      await open({ switches: { validationShape } });
      const asked = counter.ask('links.create', { ...TIPS, imageUrl: 'not an address' });
      const refused: unknown = await asked.catch((error: unknown) => error);
      if (!(refused instanceof Refused)) throw new Error('It was not refused');
      expect(refused.error).toMatchObject({ code: 'PROVIDER_REJECTED', details: { providerField: 'image' } });
      expect((await counter.ask('links.list', {})).items).toEqual([]);
      expect((await counter.control.books()).links).toEqual([]);
    },
  );

  test('PAY-3 a create whose answer was lost is no link; what the provider made of it is not ours', async () => {
    await open();
    await counter.control.fault({ kind: '500_after_write', method: 'POST', path: '/api/v1/links' });
    expect(await codeOf(inTime(counter.ask('links.create', TIPS)))).toBe('PROVIDER_UNREACHABLE');
    expect((await counter.ask('links.list', {})).items).toEqual([]);
    const { items } = await inTime(counter.ask('links.others', {}));
    expect(items).toMatchObject([{ amountType: 'dynamic', adoptable: true }]);
    const adopted = await inTime(
      counter.ask('links.adopt', {
        partnerLinkId: items[0]?.partnerLinkId ?? '',
        name: 'Tips',
      }),
    );
    expect(adopted).toMatchObject({ name: 'Tips', amount: null });
    expect((await inTime(counter.ask('links.others', {}))).items).toEqual([]);
    const again = counter.ask('links.adopt', { partnerLinkId: items[0]?.partnerLinkId ?? '', name: 'Twice' });
    expect(await codeOf(inTime(again))).toBe('LINK_NOT_OPEN');
  });

  test('PAY-10 a link of a sale is not offered to be taken over', async () => {
    await open();
    await counter.charge();
    expect((await inTime(counter.ask('links.others', {}))).items).toEqual([]);
  });
});

describe('money on a link', () => {
  test('PAY-6 settles nothing by itself; a manager lets it pay a sale, once, and it can be given back', async () => {
    await open();
    const { id } = await make();
    const transactionId = await pay(id, 12_345);
    expect(await waiting()).toMatchObject([
      { transactionId, amount: rub(12_345), status: 'charged', settled: null },
    ]);
    expect((await counter.ask('attention.list', {})).items).toEqual([]);
    expect((await counter.ask('links.list', {})).waiting).toBe(1);

    const { id: saleId } = await counter.sale();
    const { items: targets } = await counter.ask('links.targets', { transactionId });
    expect(targets).toMatchObject([{ saleId, asks: rub(12_345), claimed: false }]);
    const attached = await inTime(counter.ask('links.attach', { transactionId, saleId }));
    expect(attached.settled).toMatchObject({ saleId, receiptNumber: '000001' });
    expect(await waiting()).toEqual([]);
    const { sale, tenders } = await counter.ask('sale.get', { saleId });
    expect(sale.state).toBe('completed');
    expect(tenders).toMatchObject([{ kind: 'payment_link', providerTransactionId: transactionId }]);
    expect(await codeOf(inTime(counter.ask('links.attach', { transactionId, saleId })))).toBe(
      'LINK_MONEY_SETTLED',
    );

    await counter.ask('refund.start', {
      saleId,
      amount: rub(12_345),
      expectedRefundable: rub(12_345),
      way: 'provider',
      reason: 'Cold',
    });
    await counter.pass(60_000);
    expect((await counter.ask('sale.get', { saleId })).refunds).toMatchObject([{ state: 'done' }]);
    expect(await accepted(transactionId)).toBe(1);
    expect((await counter.ask('attention.list', {})).items).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  test('PAY-6 pays a part of a larger sale, and no sale that asks for less or whose code is alive', async () => {
    await open();
    const { id } = await make();
    const transactionId = await pay(id, 1000);
    const small = await counter.ask('sale.addAmount', { amount: rub(900) });
    expect((await counter.ask('links.targets', { transactionId })).items).toEqual([]);
    expect(await codeOf(inTime(counter.ask('links.attach', { transactionId, saleId: small.id })))).toBe(
      'ATTACH_NOT_POSSIBLE',
    );
    const larger = await counter.ask('sale.addAmount', { amount: rub(600) });
    await counter.ask('payment.start', { saleId: larger.id, expectedTotal: larger.total });
    await counter.pass(1000);
    expect(await codeOf(inTime(counter.ask('links.attach', { transactionId, saleId: small.id })))).toBe(
      'ATTACH_NOT_POSSIBLE',
    );
    const payment = await counter.ask('payment.current', {});
    await counter.ask('payment.cancel', { attemptId: payment?.attemptId ?? '' });
    await counter.pass(10_000);
    await inTime(counter.ask('links.attach', { transactionId, saleId: small.id }));
    expect(await counter.ask('sale.current', {})).toMatchObject({ id: small.id, remaining: rub(500) });
  });

  test('PAY-5 what was handed over unseen and paid by the poster is confirmed, and its code is taken back', async () => {
    await open();
    const { id } = await make();
    const { saleId, attemptId } = await counter.charge();
    await counter.ask('payment.handOver', { attemptId, reason: 'Paid by the poster' });
    const transactionId = await pay(id, 12_345);
    await inTime(counter.ask('links.attach', { transactionId, saleId }));
    await counter.pass(60_000);
    const { tenders, attempts } = await counter.ask('sale.get', { saleId });
    expect(tenders).toMatchObject([{ kind: 'claimed', claim: { state: 'confirmed' } }]);
    expect(attempts).toMatchObject([{ state: 'cancelled' }]);
    expect((await counter.ask('attention.list', {})).items).toEqual([]);
  });

  test('pays no sale of this till when a manager says so, with a reason', async () => {
    await open();
    const { id } = await make();
    const transactionId = await pay(id, 500);
    const left = await counter.ask('links.leave', { transactionId, reason: 'A tip' });
    expect(left.settled).toMatchObject({ saleId: null, reason: 'A tip' });
    expect(await waiting()).toEqual([]);
    expect((await counter.ask('links.payments', { linkId: id })).items).toHaveLength(1);
    const { id: saleId } = await counter.ask('sale.addAmount', { amount: rub(500) });
    expect(await codeOf(inTime(counter.ask('links.attach', { transactionId, saleId })))).toBe(
      'LINK_MONEY_SETTLED',
    );
  });

  test('PAY-6 money that has gone back by the time of the attaching pays nothing', async () => {
    await open();
    const { id } = await make();
    const transactionId = await pay(id, 12_345);
    const { id: saleId } = await counter.sale();
    await counter.control.refund(transactionId);
    expect(['ATTACH_NOT_POSSIBLE', 'REFUND_LOCKED']).toContain(
      await codeOf(inTime(counter.ask('links.attach', { transactionId, saleId }))),
    );
    expect(await counter.ask('sale.current', {})).toMatchObject({ id: saleId, state: 'open' });
  });

  test('PAY-10 another till of the account neither lists nor raises it', async () => {
    await open();
    const { id } = await make();
    const other = await openCounter({ sandbox: counter.sandbox, clock: counter.clock });
    try {
      await pay(id, 700);
      expect((await other.ask('links.payments', {})).items).toEqual([]);
      expect((await other.ask('attention.list', {})).items).toEqual([]);
      expect((await inTime(other.ask('links.others', {}))).items).toMatchObject([{ amountType: 'dynamic' }]);
    } finally {
      await other.close();
    }
    expect(await waiting()).toHaveLength(1);
  });

  test('PAY-7 is seen after a restart, also on a link that has been removed since', async () => {
    await open();
    const { id } = await make();
    const link = await atProvider(id);
    await counter.control.pay(link, { amount: 800 });
    await inTime(counter.ask('links.remove', { linkId: id }));
    await counter.restart();
    await counter.pass(90_000);
    expect(await waiting()).toMatchObject([{ amount: rub(800), linkName: 'Tips' }]);
  });
});

describe('a customer who is elsewhere', () => {
  test('PAY-5 the code lives for a day, holds no closing of the shift up, and is paid the next morning', async () => {
    await open({ shift: true });
    const { attemptId, saleId } = await counter.charge();
    const kept = await counter.ask('payment.keepForDay', { attemptId });
    expect(kept).toMatchObject({ dayLong: true, state: 'open' });
    await counter.ask('sale.next', { saleId });
    expect((await counter.ask('payment.tray', {})).items).toMatchObject([
      { saleId, payment: { dayLong: true } },
    ]);
    await counter.ask('shift.count', { counts: [] });
    await counter.ask('shift.close', {});
    await counter.pass(14 * 60 * 60_000);
    await counter.restart();
    const [link] = (await counter.control.books()).links;
    await counter.control.pay(link?.id ?? '');
    await counter.pass(90_000);
    expect(await counter.ask('sale.get', { saleId })).toMatchObject({ sale: { state: 'completed' } });
  });

  test('nobody has paid in a day: it expires, and the sale comes back', async () => {
    await open();
    const { attemptId } = await counter.charge();
    await counter.ask('payment.keepForDay', { attemptId });
    await counter.pass(23 * 60 * 60_000);
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'open' });
    await counter.pass(2 * 60 * 60_000);
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'expired' });
  });

  test('a page that the provider ends by itself cannot wait for a day', async () => {
    await open();
    await counter.ask('connection.change', { collectBy: 'hosted' });
    const { attemptId } = await counter.charge();
    expect(await codeOf(counter.ask('payment.keepForDay', { attemptId }))).toBe('PAYMENT_NOT_EXTENDABLE');
  });
});

const accepted = async (transactionId: string): Promise<number> =>
  (await acceptedMoney(counter)).filter(({ transaction }) => transaction === transactionId).length;

describe('PAY-7 a payment that takes its time', () => {
  test('begun on a poster, charged twenty minutes later: seen within a minute or two', async () => {
    await open();
    const tips = await make();
    const { id } = await counter.control.pay(await atProvider(tips.id), {
      amount: 700,
      outcome: 'processing',
    });
    for (let minute = 0; minute < 20; minute++) await counter.pass(60_000);
    expect(await waiting()).toEqual([]);
    await counter.control.move(id, 'charged');
    await counter.pass(121_000);
    expect(await waiting()).toMatchObject([{ transactionId: id, amount: rub(700) }]);
  });
});
