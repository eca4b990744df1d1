import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseComplaints, parseJson } from './error-bodies.ts';

describe('every documented shape of a complaint', () => {
  test.each([
    [
      'fields with lists',
      { errors: { amount: ['is too small', 'is odd'] } },
      [
        { field: 'amount', message: 'is too small' },
        { field: 'amount', message: 'is odd' },
      ],
    ],
    [
      'fields with texts',
      { errors: { amount: 'is too small' } },
      [{ field: 'amount', message: 'is too small' }],
    ],
    [
      'fields with objects',
      { errors: { amount: [{ min: 1 }] } },
      [{ field: 'amount', message: '{"min":1}' }],
    ],
    [
      'fields in fields',
      { errors: { amount: { default: ['is too small'], currency: 'is odd' } } },
      [
        { field: 'amount.default', message: 'is too small' },
        { field: 'amount.currency', message: 'is odd' },
      ],
    ],
    [
      'a code and details in details',
      { error: 'bad_request', details: { amount: { default: ['is odd'] } } },
      [{ field: 'amount.default', code: 'bad_request', message: 'is odd' }],
    ],
    [
      'fields too deep to be ours',
      { errors: { a: { b: { c: { d: { e: ['x'] } } } } } },
      [{ field: 'a.b.c.d', message: '{"e":["x"]}' }],
    ],
    [
      'a list with nested and wrapped pointers',
      {
        errors: [
          { detail: 'a', source: { pointer: '/amount/default' } },
          { detail: 'b', source: { pointer: '/params/amount' } },
          { detail: 'c', source: { pointer: '/' } },
        ],
      },
      [{ field: 'amount.default', message: 'a' }, { field: 'amount', message: 'b' }, { message: 'c' }],
    ],
    [
      'a list with pointers',
      {
        errors: [{ code: 'invalid', detail: 'is too small', source: { pointer: '/data/attributes/amount' } }],
      },
      [{ field: 'amount', code: 'invalid', message: 'is too small' }],
    ],
    [
      'a list with a numeric code',
      { errors: [{ code: 4001, title: 'Bad amount' }] },
      [{ code: '4001', message: 'Bad amount' }],
    ],
    [
      'a list with message',
      { errors: [{ message: 'No' }, { title: 'Never' }] },
      [{ message: 'No' }, { message: 'Never' }],
    ],
    ['a list with a code alone', { errors: [{ code: 'x' }] }, [{ code: 'x', message: 'x' }]],
    ['a list of texts', { errors: ['No', 'Never'] }, [{ message: 'No' }, { message: 'Never' }]],
    [
      'a code and a message',
      { error: 'not_allowed', message: 'Not here' },
      [{ code: 'not_allowed', message: 'Not here' }],
    ],
    ['a code alone', { error: 'not_allowed' }, [{ code: 'not_allowed', message: 'not_allowed' }]],
    ['a message alone', { message: 'Not here' }, [{ message: 'Not here' }]],
    [
      'a code and details',
      { error: 'bad_request', details: { amount: ['is odd'] } },
      [{ field: 'amount', code: 'bad_request', message: 'is odd' }],
    ],
    [
      'a code and empty details',
      { error: 'bad_request', message: 'Odd', details: {} },
      [{ code: 'bad_request', message: 'Odd' }],
    ],
    [
      'a code and a description',
      { error: 'invalid_request', error_description: 'Not so' },
      [{ code: 'invalid_request', message: 'Not so' }],
    ],
    ['all of it under the error', { error: { message: 'Not here' } }, [{ message: 'Not here' }]],
    [
      'fields under the error',
      { error: { message: 'Odd', errors: { amount: ['is odd'] } } },
      [{ field: 'amount', message: 'is odd' }],
    ],
    ['empty errors and a message', { errors: {}, message: 'Odd' }, [{ message: 'Odd' }]],
    ['an empty list and a message', { errors: [], message: 'Odd' }, [{ message: 'Odd' }]],
  ])('%s', (_, body, expected) => {
    expect(parseComplaints(JSON.stringify(body))).toEqual(expected);
  });

  test.each([
    '',
    'Bad Request',
    '<html>502</html>',
    'null',
    '[]',
    '"text"',
    '{}',
    '{"errors":[]}',
    '{"status":400}',
    '{"error":{}}',
    '{"error":[]}',
    '{"errors":',
  ])('%j says nothing', (text) => {
    expect(parseComplaints(text)).toEqual([]);
  });

  test('T-8 a complaint that is nested without an end, and complaints without an end', () => {
    const deep = `{"errors":{"a":[${'['.repeat(200_000)}${']'.repeat(200_000)}]}}`;
    expect(parseComplaints(deep)).toEqual([{ field: 'a', message: '' }]);
    expect(parseComplaints(JSON.stringify({ errors: Array(5000).fill('No') }))).toHaveLength(100);
  });

  test('T-8 no body makes the reader throw, and every complaint has a text', () => {
    const key = fc.constantFrom(
      'errors',
      'error',
      'message',
      'details',
      'code',
      'detail',
      'source',
      'pointer',
      '__proto__',
      'amount',
    );
    const shaped = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(key, tie('value')),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          shaped.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          for (const complaint of parseComplaints(text)) expect(typeof complaint.message).toBe('string');
        },
      ),
      { numRuns: 600 },
    );
  });
});

test('text that is not JSON is undefined', () => {
  expect(parseJson('{"a":1}')).toEqual({ a: 1 });
  expect(parseJson('{"a":')).toBeUndefined();
});
