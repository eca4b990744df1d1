import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { envelopeSchema, requestSchema } from './envelope.ts';
import { AppError, ERROR_CATEGORIES, ERROR_CODES, type ErrorCode, wireErrorSchema } from './errors.ts';
import { eventSchema } from './events.ts';

const codes = Object.keys(ERROR_CODES).filter((code): code is ErrorCode => code in ERROR_CODES);

const error = {
  code: 'DISK_FULL',
  category: 'storage',
  message: 'The disk is full',
  details: { field: 'x' },
  retry: { kind: 'later', afterMs: 1000 },
  correlationId: 'id',
};

describe('SEC-4 requests and answers', () => {
  test('a request is an operation and its input, and nothing more', () => {
    expect(requestSchema.safeParse({ op: 'app.status' }).success).toBe(true);
    expect(requestSchema.safeParse({ op: 'x', input: null }).success).toBe(true);
    for (const wrong of [
      null,
      [],
      'app.status',
      {},
      { op: '' },
      { op: 'x'.repeat(65) },
      { op: 1 },
      { op: 'x', role: 'owner' },
    ]) {
      expect(requestSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    }
  });

  test('an answer is a value or an error, never both and never neither', () => {
    expect(envelopeSchema.safeParse({ ok: true, value: null }).success).toBe(true);
    expect(envelopeSchema.safeParse({ ok: false, error }).success).toBe(true);
    for (const wrong of [
      { ok: true, value: 1, error },
      { ok: false, error, value: 1 },
      { ok: false },
      { ok: 'true', value: 1 },
      { ok: false, error: { ...error, stack: 'at …' } },
      { ok: false, error: { ...error, code: 'NO_SUCH_CODE' } },
      { ok: false, error: { ...error, message: 'x'.repeat(1001) } },
      { ok: false, error: { ...error, details: { count: 1 } } },
      { ok: false, error: { ...error, retry: { kind: 'later', afterMs: -1 } } },
      { value: 1 },
      null,
    ]) {
      expect(envelopeSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    }
  });

  test('no schema throws, whatever the value', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true }),
    );
    fc.assert(
      fc.property(value, (given) => {
        for (const schema of [requestSchema, envelopeSchema, eventSchema, wireErrorSchema]) {
          expect(typeof schema.safeParse(given).success).toBe('boolean');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('events', () => {
  test.each([
    ['app.changed', {}],
    ['sale.changed', { saleId: 's' }],
    ['payment.changed', { saleId: 's', attemptId: 'a' }],
    ['payment.paid', { saleId: 's', attemptId: 'a' }],
    ['connection.changed', {}],
    ['catalog.changed', {}],
    ['attention.changed', {}],
    ['settings.changed', {}],
  ])('%s crosses the wire with its own payload and no other', (name, payload) => {
    expect(eventSchema.parse({ name, payload })).toEqual({ name, payload });
    expect(eventSchema.safeParse({ name, payload: { ...payload, amount: 1 } }).success).toBe(false);
    expect(eventSchema.safeParse({ name: `${name}.x`, payload }).success).toBe(false);
    for (const key of Object.keys(payload)) {
      expect(eventSchema.safeParse({ name, payload: { ...payload, [key]: undefined } }).success).toBe(false);
    }
  });
});

describe('errors', () => {
  test.each(codes)('%s has a category and crosses the wire', (code) => {
    const thrown = new AppError(code, 'words', { details: { field: 'f' }, retry: { kind: 'now' } });
    expect(ERROR_CATEGORIES).toContain(thrown.category);
    const { category, message, details, retry } = thrown;
    const wire = { code, category, message, details, retry, correlationId: 'id' };
    expect(wireErrorSchema.parse(wire)).toEqual(wire);
  });

  test('an AppError keeps its cause to itself', () => {
    const cause = new Error('SQL of the inside');
    const thrown = new AppError('INTERNAL', 'words', { cause });
    expect(thrown.cause).toBe(cause);
    expect(thrown).toMatchObject({ name: 'AppError', details: undefined, retry: undefined });
    expect('cause' in new AppError('INTERNAL', 'words')).toBe(false);
  });
});
