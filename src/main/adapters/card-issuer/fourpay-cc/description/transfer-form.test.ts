import { describe, expect, test } from 'vitest';
import { decimalAmount } from '../../../../../domain/decimal-amount.ts';
import { asking, bodyOf, routes } from '../../../../../../test/builders/issuer-document.ts';
import { transferBody, type TransferForm, transferPath } from './transfer-form.ts';

const move = {
  fromAccountId: 'a/1',
  toAccountId: 'b2',
  amount: decimalAmount('1.000000001', 'USD'),
  description: 'TL "1"',
};

function written(form: TransferForm | null) {
  if (!form) throw new Error('No form');
  return { path: transferPath(form, move), body: transferBody(form, move) };
}

describe('a transfer', () => {
  const PATH = '/api/v2/accounts/transfer';

  test.each([
    ['camel', ['fromAccountId!', 'toAccountId!', 'amount!', 'currency!', 'description']],
    ['snake', ['from_account_uuid!', 'to_account_uuid!', 'amount!', 'currency!', 'description']],
    ['short', ['from!', 'to!', 'amount!', 'currency', 'comment!']],
    ['other words', ['sourceAccountUUID!', 'destination_account_id!', 'amount!', 'currencyCode!', 'memo']],
  ])('is written in the words of the document: %s', (_, names) => {
    const form = routes({ [PATH]: { post: bodyOf(asking(...names)) } }).transfer;
    const told = written(form);
    expect(told.path).toBe(PATH);
    const sent: unknown = JSON.parse(told.body);
    const values = ['a/1', 'b2', '1.000000001', 'USD', 'TL "1"'];
    expect(sent).toEqual(
      Object.fromEntries(names.map((name, index) => [name.replace('!', ''), values[index]])),
    );
  });

  test('may name its accounts in the path, and sends no field that is not asked for', () => {
    const one = routes({
      '/v2/accounts/{account_uuid}/transfers': { post: bodyOf(asking('to!', 'amount!')) },
    });
    expect(written(one.transfer)).toEqual({
      path: '/api/v2/accounts/a%2F1/transfers',
      body: '{"to":"b2","amount":"1.000000001"}',
    });
    const two = routes({ '/accounts/{from}/transfer/{to}': { put: bodyOf(asking('amount!')) } });
    expect(written(two.transfer).path).toBe('/api/v2/accounts/a%2F1/transfer/b2');
    const up = { ...move, fromAccountId: '..' };
    expect(one.transfer && transferPath(one.transfer, up)).toBeNull();
  });

  test('is found behind references, parts and an amount of several kinds; a number is written to its last digit', () => {
    const components = {
      schemas: {
        Transfer: { allOf: [{ $ref: '#/components/schemas/Way' }, { $ref: '#/components/schemas/Sum' }] },
        Way: { properties: { fromAccountId: { $ref: '#/components/schemas/Id' }, toAccountId: {} } },
        Sum: {
          properties: { amount: { anyOf: [{ type: 'number' }, { type: 'string' }] } },
          required: ['amount'],
        },
        Id: { type: 'string', format: 'uuid' },
        Plain: asking('from!', 'to!'),
      },
    };
    const whole = { anyOf: [{ $ref: '#/components/schemas/Transfer' }, { type: 'null' }] };
    expect(written(routes({ [PATH]: { post: bodyOf(whole) } }, components).transfer).body).toBe(
      '{"amount":"1.000000001","fromAccountId":"a/1","toAccountId":"b2"}',
    );
    const number = {
      allOf: [{ $ref: '#/components/schemas/Plain' }, { properties: { amount: { type: 'number' } } }],
    };
    expect(written(routes({ [PATH]: { post: bodyOf(number) } }, components).transfer).body).toBe(
      '{"from":"a/1","to":"b2","amount":1.000000001}',
    );
  });

  test.each([
    ['a field that nobody knows', PATH, bodyOf(asking('from!', 'to!', 'amount!', 'purposeCode!'))],
    ['no account to pay', PATH, bodyOf(asking('to!', 'amount!'))],
    ['no body', PATH, {}],
    ['a body that is not told', PATH, { requestBody: { required: true } }],
    ['a choice of forms', PATH, bodyOf({ oneOf: [asking('from!'), asking('source!')] })],
    ['a form in a circle', PATH, bodyOf({ $ref: '#/paths/~1api~1v2~1accounts~1transfer/post' })],
    ['a form elsewhere', PATH, bodyOf({ $ref: 'https://x.example/schema.json' })],
    [
      'a required field without a description',
      PATH,
      bodyOf({ ...asking('from', 'to', 'amount'), required: ['pin'] }),
    ],
    [
      'an amount in whole numbers',
      PATH,
      bodyOf({ allOf: [asking('from!', 'to!'), { properties: { amount: { type: 'integer' } } }] }),
    ],
    [
      'an account by its number',
      PATH,
      bodyOf({ properties: { from: { type: 'integer' }, to: {}, amount: {} } }),
    ],
    ['a place for something else', '/accounts/{wallet}/transfer', bodyOf(asking('to!', 'amount!'))],
  ])('with %s is of unknown form', (_, path, operation) => {
    const { description, transfer } = routes({ [path]: { post: operation } });
    expect(description.offers.transfer).toBe('unknown_form');
    expect(transfer).toBeNull();
  });

  test.each(['/crypto/transfer', '/accounts/{id}/cards/{card}/transfer', '/accounts/external-transfer'])(
    '%s is another one',
    (path) => {
      const { description } = routes({ [path]: { post: bodyOf(asking('from!', 'to!', 'amount!')) } });
      expect(description.offers.transfer).toBe('not_listed');
    },
  );

  test('is taken where one of several can be filled in', () => {
    const { transfer } = routes({
      '/accounts/{id}/transfer': { post: bodyOf(asking('otp!')) },
      '/transfers': { post: bodyOf(asking('from!', 'to!', 'amount!')) },
    });
    expect(written(transfer).path).toBe('/api/v2/transfers');
  });
});
