import { expect, onTestFinished, test } from 'vitest';
import {
  openFourpay,
  passwordCredential,
  recordedSessions,
} from '../../../../../test/contracts/fourpay-under-test.ts';
import { createHastyClock } from '../../../../../test/contracts/hasty-clock.ts';
import type { PaymentProvider, PaymentRequest, ProviderCredential } from '../../../ports.ts';
import type { HttpOutcome } from '../../http/http-client.ts';

/** SEC-7: a provider that quotes whatever it was ever sent, or gave, in whatever it says. */

const cashier = { priority: 'cashier' } as const;

const request: PaymentRequest = {
  way: 'hosted',
  amount: { amountMinor: 100, currency: 'RUB' },
  methods: ['card'],
  reference: 'R7K2-1',
  env: 'test',
  language: 'en',
  expiresAt: null,
  label: 'Sale 0001',
  productIds: [],
};

interface Quoting {
  /** What is quoted, and must be nowhere. */
  readonly secrets: Set<string>;
  /** From now on every answer is of this status, and quotes. */
  status: number;
}

async function openQuoting(credential: ProviderCredential | null) {
  const quoting: Quoting = { secrets: new Set(), status: 0 };
  const learned: string[] = [];
  const clock = createHastyClock();
  const parts = await openFourpay({
    clock,
    sandbox: { clock: { now: clock.now } },
    ...(credential ? { connection: { credential } } : {}),
    learnSecret: (secret) => learned.push(secret),
    wrapHttp: (client) => ({
      ...client,
      send: async (sent) => {
        const outcome = await client.send(sent);
        return quoting.status === 0 ? outcome : quote(outcome, quoting);
      },
    }),
  });
  onTestFinished(parts.close);
  return { ...parts, quoting, learned };
}

function quote(outcome: HttpOutcome, { secrets, status }: Quoting): HttpOutcome {
  if (outcome.kind !== 'answer') return outcome;
  const all = [...secrets].join(' and ');
  const error_description = `Refused for ${all}`;
  const body =
    status < 300
      ? { id: 'tx', status: 'failed', type: 'payment', error_description }
      : { error: `code ${all}`, message: all, errors: { [`field ${all}`]: [`No: ${all}`] } };
  return {
    ...outcome,
    status,
    headers: { ...outcome.headers, 'x-request-id': `r-${all}` },
    // Everything but letters and digits is escaped, as some servers do.
    body: JSON.stringify(body).replaceAll('-', '\\u002d'),
  };
}

/** What the merchant keeps at the provider, asked for and changed in every way. */
async function shopCalls({ shop }: PaymentProvider): Promise<readonly unknown[]> {
  if (shop === null) throw new Error('The provider has no shop');
  const { links, products } = shop;
  const ask = { amountType: 'fixed', amount: request.amount } as const;
  const link = { ask, methods: ['card'], productIds: ['p'], imageUrl: null };
  const product = { header: 'h', text: '', price: request.amount, quantity: '1', imageUrl: null };
  const image = { bytes: Buffer.from([0xff, 0xd8, 0xff]), type: 'image/jpeg', name: 'n' } as const;
  return [
    await links.list(null, cashier),
    await links.create(link, cashier),
    await links.read('tx', cashier),
    await links.update('tx', link, cashier),
    await links.delete('tx', cashier),
    await products.list(null, cashier),
    await products.create(product, cashier),
    await products.read('tx', cashier),
    await products.update('tx', product, cashier),
    await products.delete('tx', cashier),
    await shop.uploadImage(image, cashier),
  ];
}

const STATUSES = [200, 400, 403, 404, 409, 422, 429, 500];

test.each(STATUSES)('SEC-7 by session, everything quoted with %i', async (status) => {
  const sessions = recordedSessions();
  const { provider, clock, quoting, learned } = await openQuoting(passwordCredential(sessions));
  const created = await provider.createPayment(request, cashier);
  clock.move(11 * 60_000);
  await provider.checkConnection(cashier);
  const url = created.kind === 'ok' ? (created.value.payerUrl ?? '') : '';
  const tokens = sessions.saved.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
  expect(tokens).toHaveLength(4);
  expect(learned).toEqual(expect.arrayContaining([...tokens, 'till@sandbox.test', 'sandbox-password']));
  const paying = url.split('/').at(-1) ?? '';
  expect(paying).toMatch(/^eyJ/);
  for (const secret of [...tokens, 'till@sandbox.test', 'sandbox-password', url, paying])
    quoting.secrets.add(secret);
  quoting.secrets.add(encodeURIComponent('till@sandbox.test'));

  quoting.status = status;
  const ref = { way: 'hosted', id: 'tx' } as const;
  const answers = [
    await provider.checkConnection(cashier),
    await provider.createPayment({ ...request, reference: 'R7K2-2' }, cashier),
    await provider.createPayment({ ...request, way: 'link' }, cashier),
    await provider.cancelPayment(ref, cashier),
    await provider.readPayment(ref, cashier),
    await provider.listTransactions({ cursor: null, limit: 1 }, cashier),
    await provider.readTransaction('tx', cashier),
    await provider.refundPayment({ transactionId: 'tx', amount: request.amount, whole: true }, cashier),
    ...(await shopCalls(provider)),
    await provider.signOut(cashier),
  ];
  const said = JSON.stringify(answers);
  for (const secret of quoting.secrets) expect([secret, said.includes(secret)]).toEqual([secret, false]);
  // What was said is still said: only the secrets are cut out of it.
  expect(said).toContain('[hidden]');
});

test.each([400, 401, 403, 422, 429, 500])(
  'SEC-7 a sign-in and a refresh that are answered with %i and their secrets',
  async (status) => {
    const sessions = recordedSessions();
    const { provider, clock, quoting } = await openQuoting(passwordCredential(sessions));
    quoting.secrets.add('till@sandbox.test').add('sandbox-password');
    quoting.status = status;
    const first = await provider.checkConnection(cashier);
    const again = await openQuoting(passwordCredential(sessions));
    await again.provider.checkConnection(cashier);
    for (const { accessToken, refreshToken } of sessions.saved)
      again.quoting.secrets.add(accessToken).add(refreshToken);
    again.quoting.status = status;
    again.clock.move(11 * 60_000);
    clock.move(11 * 60_000);
    const said = JSON.stringify([first, await again.provider.checkConnection(cashier)]);
    for (const secret of [...quoting.secrets, ...again.quoting.secrets])
      expect(said.includes(secret)).toBe(false);
  },
);

test.each(STATUSES)('SEC-7 by key, the key quoted with %i', async (status) => {
  const { provider, quoting, sandbox, learned } = await openQuoting(null);
  expect(learned).toEqual([sandbox.apiKey]);
  quoting.secrets.add(sandbox.apiKey);
  quoting.status = status;
  const said = JSON.stringify([
    await provider.createPayment(request, cashier),
    await provider.readTransaction('tx', cashier),
    await provider.listTransactions({ cursor: null, limit: 1 }, cashier),
    ...(await shopCalls(provider)),
  ]);
  expect(said.includes(sandbox.apiKey)).toBe(false);
  expect(said).toContain('[hidden]');
});

test('SEC-7 every token is told to the log before it is saved or used', async () => {
  const order: string[] = [];
  const sessions = recordedSessions();
  const { provider, close } = await openFourpay({
    connection: {
      credential: passwordCredential({
        ...sessions,
        save: async (session) => {
          order.push(`saved ${session.accessToken}`);
          await sessions.save(session);
        },
      }),
    },
    learnSecret: (secret) => order.push(`learned ${secret}`),
  });
  await provider.checkConnection(cashier);
  const { accessToken = '', refreshToken = '' } = sessions.current() ?? {};
  expect(order.slice(-3)).toEqual([
    `learned ${accessToken}`,
    `learned ${refreshToken}`,
    `saved ${accessToken}`,
  ]);
  await close();
});
