import { describe, expect, test } from 'vitest';
import { openStubIssuer, STUB_TOKEN } from '../../../../../test/contracts/stub-issuer.ts';
import type { StubAnswer } from '../../../../../test/contracts/stub-server.ts';
import { decimalAmount } from '../../../../domain/decimal-amount.ts';

const owner = { priority: 'cashier' } as const;
const place = { accountId: 'A1', cardId: 'C1' };
const move = { ...place, amount: decimalAmount('1.5', 'USD'), description: 'TL-1' };
const account = { id: 'A1', name: 'Main', balance: '10.00', currency: 'USD' };
const wish = { url: 'https://x.example/h', events: ['card_state'], active: true, secret: null } as const;

describe('SEC-7', () => {
  test('a call is signed by the token or by the JWT, in one header', async () => {
    const plain = await openStubIssuer(() => ({ json: [] }));
    await plain.issuer.accounts(owner);
    expect(plain.received[0]?.headers).toMatchObject({
      'x-api-token': STUB_TOKEN,
      accept: 'application/json',
    });
    expect(plain.received[0]?.headers.authorization).toBeUndefined();
    const token = 'eyJhbGciOiJub25lIn0.eyJleHAiOjE3OTUyNTE2MDB9.c2ln';
    const portal = await openStubIssuer(() => ({ json: [] }), { kind: 'jwt', token });
    await portal.issuer.accounts(owner);
    expect(portal.received[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(portal.received[0]?.headers['x-api-token']).toBeUndefined();
    expect([...plain.learned, ...portal.learned]).toEqual([STUB_TOKEN, token]);
  });

  test('an issuer that quotes the token, in data or in a complaint, tells nobody', async () => {
    for (const status of [200, 401, 403, 404, 409, 422, 429, 500]) {
      const { issuer } = await openStubIssuer(() => ({
        status,
        headers: { 'x-request-id': STUB_TOKEN },
        json: { detail: `for ${STUB_TOKEN}`, items: [{ ...account, name: STUB_TOKEN }] },
      }));
      expect(JSON.stringify([await issuer.accounts(owner), await issuer.topUp(move, owner)])).not.toContain(
        STUB_TOKEN,
      );
    }
  });

  test('the secret of the webhook is learned before it leaves, and an echo of it is hidden', async () => {
    const secret = 'whsec-0123456789abcdef';
    const { issuer, learned, received } = await openStubIssuer(({ body }) => ({
      json: { ...JSON.parse(String(body)), event_types: [secret] },
    }));
    const answer = await issuer.webhook.set({ ...wish, secret }, owner);
    expect(answer).toMatchObject({ kind: 'ok', value: { secretSet: true, events: ['[hidden]'] } });
    expect(learned).toContain(secret);
    expect(JSON.parse(String(received[0]?.body))).toEqual({
      url: wish.url,
      event_types: ['card_state'],
      is_active: true,
      secret,
    });
  });
});

describe('SEC-10', () => {
  test('what refuses the digits, or leaves them out, repeats none of them', async () => {
    const said = 'card 4111 1111 1111 1112, code 987, 11/29';
    const refusals: readonly StubAnswer[] = [
      { status: 409, json: { detail: said } },
      { status: 422, json: { detail: [{ loc: ['body', '987'], msg: said, type: '987' }] } },
      { status: 500, json: { message: said } },
      { json: { pan: 'not 4111111111111112', cvv: '987' } },
      { text: said },
    ];
    for (const answer of refusals) {
      const { issuer, learned } = await openStubIssuer(() => answer);
      const told = await issuer.reveal(place, owner);
      expect(told.kind).not.toBe('ok');
      // Not in the facts: those are numbers of ours.
      expect(JSON.stringify({ ...told, facts: null })).not.toMatch(/411|111|987/);
      // What the log hides it has to keep: digits are not even told to it.
      expect(learned).toEqual([STUB_TOKEN]);
    }
  });
});
