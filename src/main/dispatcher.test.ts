import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberedIds } from '../../test/builders/numbered-ids.ts';
import { exampleTile, wireExamples } from '../../test/builders/wire-examples.ts';
import { type Envelope, envelopeSchema, REPLY_MAX_BYTES } from '../contract/envelope.ts';
import { AppError, type WireError } from '../contract/errors.ts';
import { type OperationName, operations } from '../contract/operations.ts';
import { createDispatcher, type Handlers } from './dispatcher.ts';
import type { Caller } from './staff/staff-parts.ts';

/** Handlers that answer with the examples; the log and the calls are kept. */
function openDispatcher(changes: Partial<Handlers> = {}) {
  const calls: { op: string; input: unknown }[] = [];
  const log: string[] = [];
  const examples = Object.fromEntries(
    Object.keys(operations).map((op) => [op, () => wireExamples[op as OperationName].output]),
  ) as unknown as Handlers;
  const counted = Object.fromEntries(
    Object.entries({ ...examples, ...changes }).map(([op, handler]) => [
      op,
      (input: never, caller: Caller) => {
        calls.push({ op, input });
        return handler(input, caller);
      },
    ]),
  ) as unknown as Handlers;
  const write =
    (level: string) =>
    (message: string, fields: unknown = {}): void => {
      log.push(`${level} ${message} ${JSON.stringify(fields)}`);
    };
  const logger = { info: write('info'), warn: write('warn'), error: write('error') };
  return { dispatch: createDispatcher(counted, { logger, ids: numberedIds() }), calls, log };
}

async function errorOf(answer: Promise<Envelope>): Promise<WireError> {
  const envelope = await answer;
  if (envelope.ok) throw new Error('The request was not refused');
  expect(envelopeSchema.safeParse(envelope).success).toBe(true);
  return envelope.error;
}

const SECRET = 'pk_live_topsecret at /home/shop/till.db';

describe('SEC-4 requests', () => {
  test('a well-formed request is handled once, with its defaults, and answered with the value', async () => {
    const { dispatch, calls } = openDispatcher();
    expect(await dispatch({ op: 'sale.addLine', input: { productId: 'p' } })).toEqual({
      ok: true,
      value: wireExamples['sale.addLine'].output,
    });
    expect(calls).toEqual([{ op: 'sale.addLine', input: { productId: 'p', quantityThousandths: 1000 } }]);
    expect(await dispatch({ op: 'app.status' })).toMatchObject({ ok: true });
  });

  test('every operation answers its example', async () => {
    const { dispatch } = openDispatcher();
    for (const [op, { input, output }] of Object.entries(wireExamples)) {
      expect(await dispatch({ op, input }), op).toEqual({ ok: true, value: output });
    }
  });

  test('any value is answered with a typed error, and no handler sees it', async () => {
    const { dispatch, calls } = openDispatcher();
    const value = fc.oneof(
      fc.jsonValue(),
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
      fc.record({
        op: fc.constantFrom(...Object.keys(operations)),
        input: fc.oneof(fc.integer(), fc.string(), fc.array(fc.jsonValue()), fc.constant(null)),
      }),
      fc.record({ op: fc.string(), input: fc.jsonValue() }),
      fc.record({
        op: fc.constantFrom('payment.start', 'sale.void', 'connection.enterKey'),
        input: fc.dictionary(fc.string(), fc.jsonValue()),
      }),
    );
    await fc.assert(
      fc.asyncProperty(value, async (request) => {
        const error = await errorOf(dispatch(request));
        expect(['INVALID_INPUT', 'UNKNOWN_OPERATION']).toContain(error.code);
        expect(error.correlationId).toMatch(/^[0-9a-f-]{36}$/);
      }),
      { numRuns: 600 },
    );
    expect(calls).toEqual([]);
  });

  test.each(['constructor', '__proto__', 'toString', 'sale.delete', 'SALE.VOID'])(
    '%s is no operation',
    async (op) => {
      const { dispatch, log } = openDispatcher();
      expect(await errorOf(dispatch({ op, input: {} }))).toMatchObject({
        code: 'UNKNOWN_OPERATION',
        category: 'not_found',
      });
      expect(log.join()).not.toContain(op);
    },
  );

  test.each([
    ['sale.addAmount', { amount: { amountMinor: 1, currency: 'IDR' } }, 'amount.currency'],
    ['sale.addAmount', { amount: { amountMinor: 'x', currency: 'RUB' } }, 'amount.amountMinor'],
    ['sale.setQuantity', { saleId: 's', lineId: 'l', quantityThousandths: -1 }, 'quantityThousandths'],
    ['settings.change', { linkLifetimeMinutes: 99 }, 'linkLifetimeMinutes'],
    ['payment.start', { expectedTotal: { amountMinor: 1, currency: 'RUB' } }, 'saleId'],
  ])('bad input of %s names the field: %j', async (op, input, field) => {
    const error = await errorOf(openDispatcher().dispatch({ op, input }));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', category: 'invalid', details: { field } });
    expect(error.message).toContain(field);
  });

  test('SEC-7 a refused key is named, never quoted', async () => {
    const { dispatch, log } = openDispatcher();
    const error = await errorOf(dispatch({ op: 'connection.enterKey', input: { apiKey: SECRET } }));
    expect(error.details).toEqual({ field: 'apiKey' });
    expect(JSON.stringify(error) + log.join()).not.toContain('topsecret');
  });
});

describe('SEC-4 what a handler does wrong', () => {
  const failing = (error: unknown) => ({
    'sale.current': () => {
      throw error;
    },
  });

  test.each([
    ['an error', new Error(SECRET)],
    ['an error with a cause', new Error('x', { cause: new Error(SECRET) })],
    ['a text', SECRET],
    ['nothing', undefined],
    ['null', null],
    ['an object that looks like an AppError', { code: 'NOT_FOUND', category: 'not_found', message: SECRET }],
  ])('throws %s: INTERNAL, without a stack or the message on the wire', async (_, thrown) => {
    const { dispatch, log } = openDispatcher(failing(thrown));
    const error = await errorOf(dispatch({ op: 'sale.current' }));
    expect(error).toMatchObject({ code: 'INTERNAL', category: 'internal' });
    expect(Object.keys(error).toSorted()).toEqual(['category', 'code', 'correlationId', 'message']);
    expect(JSON.stringify(error)).not.toMatch(/topsecret|\.ts|home/);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain(error.correlationId);
  });

  test('rejects later: the same', async () => {
    const { dispatch } = openDispatcher({ 'sale.current': () => Promise.reject(new Error(SECRET)) });
    const error = await errorOf(dispatch({ op: 'sale.current' }));
    expect(error.code).toBe('INTERNAL');
    expect(JSON.stringify(error)).not.toContain('topsecret');
  });

  test('the log has the stack of a bug, and the operation', async () => {
    const { dispatch, log } = openDispatcher(failing(new TypeError('of undefined')));
    await dispatch({ op: 'sale.current' });
    expect(log[0]).toMatch(/^error request failed .*sale\.current.*TypeError: of undefined/);
  });

  test('replies with something undeclared: INTERNAL, and nothing of it on the wire', async () => {
    const wrong = { ...wireExamples['sale.addLine'].output, payerUrl: `https://pay.example/${SECRET}` };
    for (const reply of [wrong, undefined, 'text', { id: 1 }]) {
      const { dispatch } = openDispatcher({ 'sale.current': () => reply as never });
      const error = await errorOf(dispatch({ op: 'sale.current' }));
      expect(error.code).toBe('INTERNAL');
      expect(JSON.stringify(error)).not.toContain('topsecret');
    }
  });

  test('replies with more than the wire takes: INTERNAL; just under it passes', async () => {
    const reply = (bytes: number) => {
      const empty = {
        items: [{ ...exampleTile, name: '' }],
        nextCursor: null,
        total: 1,
        totalIsExact: true,
        understood: null,
      };
      const room = bytes - Buffer.byteLength(JSON.stringify(empty));
      return {
        ...empty,
        items: [{ ...exampleTile, name: `${'ё'.repeat(Math.floor(room / 2))}${'x'.repeat(room % 2)}` }],
      };
    };
    const sized = (bytes: number) =>
      openDispatcher({ 'catalog.search': () => reply(bytes) }).dispatch({ op: 'catalog.search' });
    expect((await sized(REPLY_MAX_BYTES)).ok).toBe(true);
    expect((await errorOf(sized(REPLY_MAX_BYTES + 1))).code).toBe('INTERNAL');
  });

  test('an AppError passes through with its details and its retry, but not its cause', async () => {
    const thrown = new AppError('PROVIDER_UNREACHABLE', `No answer ${'x'.repeat(2000)}`, {
      details: { requestId: 'r-1' },
      retry: { kind: 'later', afterMs: 500 },
      cause: new Error(SECRET),
    });
    const error = await errorOf(openDispatcher(failing(thrown)).dispatch({ op: 'sale.current' }));
    expect(error).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      category: 'unavailable',
      details: { requestId: 'r-1' },
      retry: { kind: 'later', afterMs: 500 },
    });
    expect(error.message).toHaveLength(1000);
    expect(JSON.stringify(error)).not.toContain('topsecret');
  });

  test('every request has a correlation id of its own', async () => {
    const { dispatch } = openDispatcher(failing(new Error('x')));
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await errorOf(dispatch({ op: 'sale.current' }))).correlationId),
    );
    expect(new Set(ids).size).toBe(3);
  });
});
