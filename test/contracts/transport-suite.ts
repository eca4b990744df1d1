import { expect, test } from 'vitest';
import { eventSchema, type TillEvent } from '../../src/contract/events.ts';
import type { Till } from '../../src/main/till.ts';
import { askOver, codeOf } from '../harness/ask.ts';

/** What every transport gives a client. */
export interface TransportUnderTest {
  request(op: string, input: unknown): Promise<unknown>;
  subscribe(listener: (event: unknown) => void): () => void;
  close(): Promise<void>;
}

/**
 * What a client may rely on, whatever carries its requests: the same suite runs over a direct call, the web
 * host and Electron's IPC.
 * @param connect makes the transport in front of a fresh till in demo-less first run
 */
export function describeTransport(
  name: string,
  connect: () => Promise<{ readonly transport: TransportUnderTest; readonly till: Till }>,
): void {
  const withTransport = async (use: (transport: TransportUnderTest) => Promise<void>): Promise<void> => {
    const { transport } = await connect();
    try {
      await use(transport);
    } finally {
      await transport.close();
    }
  };

  test(`${name}: a query answers the envelope of the contract`, () =>
    withTransport(async (transport) => {
      const ask = askOver((op, input) => transport.request(op, input));
      expect(await ask('app.status', {})).toMatchObject({ phase: 'first_run', mode: null });
    }));

  test(`${name}: SEC-4 an unknown operation, a bad input and a call before set-up are typed errors`, () =>
    withTransport(async (transport) => {
      const ask = askOver((op, input) => transport.request(op, input));
      expect(await transport.request('no.such', {})).toMatchObject({
        ok: false,
        error: { code: 'UNKNOWN_OPERATION', category: 'not_found', correlationId: expect.any(String) },
      });
      expect(await transport.request('sale.addLine', { productId: 7 })).toMatchObject({
        ok: false,
        error: { code: 'INVALID_INPUT', details: { field: 'productId' } },
      });
      expect(await codeOf(ask('sale.current', {}))).toBe('NOT_SET_UP');
    }));

  test(`${name}: SEC-4 whatever the input is, an envelope comes back`, () =>
    withTransport(async (transport) => {
      for (const input of [null, 0, '', [], 'x'.repeat(1000), { a: { b: [1, null, { c: true }] } }]) {
        expect(await transport.request('catalog.search', input)).toMatchObject({ ok: false });
      }
    }));

  test(`${name}: SEC-4 a request above 64 KiB is refused`, () =>
    withTransport(async (transport) => {
      const reply = await transport.request('catalog.search', { text: 'x'.repeat(70_000) });
      expect(reply).toMatchObject({ ok: false, error: { code: /REQUEST_TOO_LARGE|INVALID_INPUT/ } });
    }));

  test(`${name}: events arrive in order and well-formed, until unsubscribed`, () =>
    withTransport(async (transport) => {
      const ask = askOver((op, input) => transport.request(op, input));
      const seen: TillEvent[] = [];
      const arrived = Promise.withResolvers<void>();
      const unsubscribe = transport.subscribe((event) => {
        seen.push(eventSchema.parse(event));
        if (seen.filter(({ name }) => name === 'settings.changed').length === 2) arrived.resolve();
      });
      await ask('setup.startDemo', { language: 'ru' });
      await ask('settings.change', { storeName: 'Кофейня' });
      await arrived.promise;
      const names = seen.map(({ name }) => name);
      expect(names.indexOf('app.changed')).toBeLessThan(names.lastIndexOf('settings.changed'));
      unsubscribe();
      const count = seen.length;
      await ask('settings.change', { storeName: 'Bakery' });
      await ask('app.status', {});
      expect(seen).toHaveLength(count);
    }));
}
