import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAccount, parseAccountDetail } from './accounts.ts';
import { parseCard, parseIssued } from './cards.ts';
import { parseDigits } from './digits.ts';
import { parseExactly } from './exact-json.ts';
import { readDecimal } from './fields.ts';
import { parseCreatedHolder, parseHolder } from './holders.ts';
import { parseMove } from './moves.ts';
import { parseTransaction } from './transactions.ts';
import { parseConfig } from './webhook-config.ts';

test('T-8 no answer makes a reader throw', () => {
  const names = [
    'id',
    'data',
    'balance',
    'currency',
    'amount',
    'fee',
    'fees',
    'limits',
    'status',
    'transaction',
  ];
  const field = fc.constantFrom(
    ...names,
    'pan',
    'cvv',
    'binList',
    'merchant',
    'expiry',
    'created_at',
    '__proto__',
  );
  const odd = fc.oneof(fc.anything(), fc.constantFrom('USD', '1.5', 'constructor', 2 ** 60, '9'.repeat(60)));
  const draft = { accountId: 'A', holderId: 'h', firstName: '', lastName: '', email: '', phone: '' };
  const card = { accountId: 'A', name: '', holderId: 'h', type: 'virtual', limits: null } as const;
  const context = { accountId: 'A', currency: 'USD' };
  fc.assert(
    fc.property(fc.oneof(odd, fc.dictionary(field, odd), fc.json().map(parseExactly)), (json) => {
      for (const body of [json, { data: json }, [json]]) {
        const balance = parseAccount(body)?.balance.decimal;
        expect(balance === undefined || readDecimal(balance) === balance).toBe(true);
        parseAccountDetail(body, 'A');
        parseHolder(body);
        parseCreatedHolder(body, draft);
        parseCard(body, context);
        parseIssued(body, { ...card, choice: { kind: 'bin', binId: 'b' } }, context);
        parseMove(body, ['A']);
        const moved = parseTransaction(body, () => 'USD')?.amount.decimal;
        expect(moved === undefined || readDecimal(moved) === moved).toBe(true);
        expect(parseDigits(body)?.pan ?? '0000000000000').toMatch(/^\d{12,19}$/);
        parseConfig(body);
      }
    }),
    { numRuns: 300 },
  );
});
