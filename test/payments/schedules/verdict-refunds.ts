import type { Books } from '../../harness/sandbox-control.ts';
import type { Register } from './register.ts';
import type { Shop } from './shop.ts';

interface Refund {
  readonly id: string;
  readonly transaction: string;
  readonly state: string;
  readonly amount: number;
  readonly sent: 0 | 1;
  readonly raised: 0 | 1;
}

/** PAY-8: never more than was paid, never sent twice, and done exactly where the provider has done it. */
export function judgeRefunds(shop: Shop, register: Register, { transactions }: Books): readonly string[] {
  const refunds = register.read().all<Refund>(
    `SELECT id, provider_transaction_id AS "transaction", state, amount_minor AS amount,
       sent_at IS NOT NULL AS sent, EXISTS (SELECT 1 FROM attention
         WHERE kind = 'refund_unknown' AND provider_transaction_id = refund.id) AS raised
     FROM refund WHERE way = 'provider'`,
  );
  const payments = [...new Set(refunds.map(({ transaction }) => transaction))];
  return payments.flatMap((id) => {
    const own = refunds.filter(({ transaction }) => transaction === id);
    const payment = transactions.find((row) => row.id === id);
    const rows = transactions.filter((row) => row.type === 'refund' && row.parent === id);
    const made = rows.filter((row) => !shop.office.has(row.id));
    const sent = own.filter((refund) => refund.sent).length;
    const sum = (rows: readonly { readonly amount: number }[]): number =>
      rows.reduce((total, { amount }) => total + amount, 0);
    const done = own.filter(({ state }) => state === 'done');
    const unknown = own.filter(({ state }) => state === 'unknown');
    return [
      ...((register.refundsSent.get(id) ?? 0) > sent
        ? [`A refund of ${id} was sent ${register.refundsSent.get(id)} times for ${sent} orders`]
        : []),
      ...(made.length > sent ? [`${made.length} refunds of ${id} were made for ${sent} orders`] : []),
      ...((payment?.amount_refunded ?? 0) > (payment?.amount ?? 0)
        ? [`Too much of ${id} was given back`]
        : []),
      ...(unknown.length === 0 && !isTold(sum(done), sum(made), sum(rows))
        ? [`Of ${id} the provider gave back ${sum(made)}, and the till says ${sum(done)}`]
        : []),
      ...unknown
        .filter(({ raised }) => !raised)
        .map((refund) => `Refund ${refund.id} is unknown to everybody`),
    ];
  });
}

/**
 * What the till has written down as done is what its orders have moved. "All of it" may turn out to be what the
 * office had left of it a moment before.
 */
function isTold(done: number, made: number, all: number): boolean {
  return made <= done && done <= all;
}
