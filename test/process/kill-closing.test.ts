import { expect, onTestFinished, test } from 'vitest';
import { until } from './program.ts';
import { showCode } from './shop-acts.ts';
import { connected, openWorld } from './shop-world.ts';

test.each([
  ['link', 'DELETE', '/api/v1/links/*'],
  ['hosted', 'PUT', '/api/v1/transactions/*'],
] as const)(
  'PAY-7 killed while a code is being taken back (%s): the same key is taken again, and the code ends cancelled',
  async (way, method, path) => {
    const world = await openWorld(way, {});
    onTestFinished(world.close);
    const first = await world.start();
    await connected(first.ask);
    const sale = await first.ask('sale.addAmount', { amount: { amountMinor: 30_000, currency: 'RUB' } });
    const { attemptId, saleId } = await first.ask('payment.start', {
      saleId: sale.id,
      expectedTotal: sale.total,
    });
    await until(
      () => first.ask('payment.current', {}),
      (payment) => payment?.state === 'open',
    );
    await showCode({ ...first, world }, { attemptId, saleId });
    await world.control.fault({ kind: 'hang_after_write', method, path });
    await first.ask('payment.cancel', { attemptId });
    await until(
      () => world.control.books(),
      ({ links, hosted }) =>
        [...links.map((one) => one.deleted), ...hosted.map((one) => one.cancelled)].includes(true),
    );
    await first.till.kill();

    const { ask } = await world.start();
    await connected(ask);
    const ended = await until(
      () => ask('payment.get', { attemptId }),
      ({ state }) => state === 'cancelled',
    );
    expect(ended.attemptId).toBe(attemptId);
    expect(await ask('connection.get', {})).toMatchObject({ state: 'ok', liveCount: 0 });
    expect(await ask('sale.current', {})).toMatchObject({ id: saleId, frozen: false });
  },
);
