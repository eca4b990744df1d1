import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../contract/envelope.ts';
import type { WireError } from '../../../contract/errors.ts';
import { createClient } from '../../client/client.ts';
import { RequestError } from '../../client/request-error.ts';
import { type ApprovalNeed, createApprovingClient } from './approving-client.ts';

const forbidden: WireError = {
  code: 'FORBIDDEN',
  category: 'forbidden',
  message: 'no',
  details: { role: 'manager' },
  correlationId: 'c',
};
const APPROVAL: Approval = { staffId: 'manager-1', pin: '2580' };

/** A main that refuses what nobody has approved, and an approver who says yes or no. */
function till(refusal: WireError, approves: boolean) {
  const sent: unknown[] = [];
  const asked: ApprovalNeed<unknown>[] = [];
  let locked = 0;
  const base = createClient({
    request: async (op, input, approval) => {
      sent.push({ op, input, approval });
      return approval ? { ok: true, value: {} } : { ok: false, error: refusal };
    },
    subscribe: () => () => undefined,
  });
  const client = createApprovingClient(base, {
    ask: async (need) => {
      asked.push(need);
      if (!approves) throw need.refused;
      return need.perform(APPROVAL);
    },
    onLocked: () => {
      locked += 1;
    },
  });
  return { client, sent, asked, locked: () => locked };
}

describe('SEC-9 a forbidden command', () => {
  it('is sent once more with the yes of somebody who may', async () => {
    const { client, sent, asked } = till(forbidden, true);
    expect(await client.request('staff.stay', {})).toEqual({});
    expect(asked.map(({ needed }) => needed)).toEqual(['manager']);
    expect(sent).toEqual([
      { op: 'staff.stay', input: {}, approval: undefined },
      { op: 'staff.stay', input: {}, approval: APPROVAL },
    ]);
  });

  it('stays refused where nobody approves', async () => {
    const { client, sent } = till(forbidden, false);
    await expect(client.request('staff.stay', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['another error', { ...forbidden, code: 'SALE_FROZEN', category: 'conflict' } as const],
    ['without a role', { ...forbidden, details: {} }],
    ['a role that nobody has', { ...forbidden, details: { role: 'king' } }],
  ])('is not asked about: %s', async (_, error) => {
    const { client, asked } = till(error, true);
    await expect(client.request('staff.stay', {})).rejects.toThrow(RequestError);
    expect(asked).toEqual([]);
  });

  it('is asked about where a person acts: a query is not', async () => {
    const { client, asked } = till(forbidden, true);
    await expect(client.request('staff.list', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(asked).toEqual([]);
  });
});

it('a till that has locked itself is noticed by whatever is asked next', async () => {
  const { client, locked } = till({ ...forbidden, code: 'SIGN_IN_REQUIRED' }, true);
  await expect(client.request('sale.current', {})).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  expect(locked()).toBe(1);
});
