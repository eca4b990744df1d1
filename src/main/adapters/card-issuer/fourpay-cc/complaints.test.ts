import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIssuerComplaints } from './complaints.ts';

const complaints = (body: unknown) => parseIssuerComplaints(JSON.stringify(body));

test.each([
  [{ detail: 'Card is closed' }, [{ message: 'Card is closed' }]],
  [{ detail: 'email: is not one' }, [{ field: 'email', message: 'is not one' }]],
  [
    { detail: 'email: is not one; phone: is too short' },
    [
      { field: 'email', message: 'is not one' },
      { field: 'phone', message: 'is too short' },
    ],
  ],
  [{ detail: 'Not enough money: 3.00 left' }, [{ message: 'Not enough money: 3.00 left' }]],
  [
    {
      detail: [
        { loc: ['body', 'email'], msg: 'is not one', type: 'value_error' },
        { loc: ['body', 'limits', 'daily'], msg: 'is too small', type: 'greater_than' },
        { loc: ['body', 'cards', 0], msg: 'is odd' },
        { loc: ['body'], msg: 'Field required', type: 'missing' },
        { msg: 'No place' },
        'phone: is too short',
        { nothing: true },
        7,
      ],
    },
    [
      { field: 'email', code: 'value_error', message: 'is not one' },
      { field: 'daily', code: 'greater_than', message: 'is too small' },
      { field: 'cards', message: 'is odd' },
      { code: 'missing', message: 'Field required' },
      { message: 'No place' },
      { field: 'phone', message: 'is too short' },
    ],
  ],
  [{ detail: { message: 'Over the limit', type: 'limit' } }, [{ code: 'limit', message: 'Over the limit' }]],
  [{ detail: [], message: 'Unauthenticated' }, [{ message: 'Unauthenticated' }]],
  [{ errors: { email: ['is not one'] } }, [{ field: 'email', message: 'is not one' }]],
  [{ detail: null }, []],
  ['Bad Gateway', []],
])('%j', (body, told) => {
  expect(complaints(body)).toEqual(told);
});

test('SEC-10 a card number is not repeated', () => {
  const number = '4111 1111 1111 1111';
  for (const body of [
    { detail: number },
    { detail: [{ loc: ['body', 'pan'], msg: number }] },
    { message: number },
  ])
    expect(complaints(body)).toMatchObject([{ message: '•••• 1111' }]);
});

test('T-8 no body makes the reader throw, or go on for ever', () => {
  const detail = fc.oneof(
    fc.anything(),
    fc.array(fc.dictionary(fc.constantFrom('loc', 'msg', 'type', 'message'), fc.anything())),
  );
  fc.assert(
    fc.property(detail, fc.string(), (told, text) => {
      const body = fc.stringify(told);
      for (const one of [text, body, `{"detail":${body}}`])
        for (const { message } of parseIssuerComplaints(one)) expect(typeof message).toBe('string');
    }),
    { numRuns: 50 },
  );
  expect(complaints({ detail: Array.from({ length: 5000 }, () => ({ msg: 'x' })) })).toHaveLength(100);
});
