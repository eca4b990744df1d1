import { isLive } from '../../../src/domain/payment.ts';
import type { Act } from './act.ts';
import type { Register, ShownCode } from './register.ts';
import type { Shop } from './shop.ts';

/** On a link-less deployment only the time tells whose a payment is: later than this after its end it is nobody's. */
const LINKLESS_LATE_MS = 60_000;

interface Payable extends ShownCode {
  readonly register: Register;
}

/** The codes that a customer may have before him: mostly such that are alive, mostly the newest. */
function chooseCode({ registers, player, account, clock }: Shop): Payable | null {
  const all = registers
    .flatMap((register) => register.shown().map((code) => ({ ...code, register })))
    .filter(({ way, endedAt }) => {
      const late = endedAt !== null && clock.now() - Date.parse(endedAt) > LINKLESS_LATE_MS;
      return !(account.linkless && way === 'link' && late);
    });
  const live = all.filter(({ state }) => isLive(state));
  const from = live.length > 0 && player.chance(0.75) ? live : all;
  return from.length === 0 ? null : player.pick(from);
}

type Payment = Readonly<Record<string, unknown>>;

/** What is wrong with a payment now and then; a link-less deployment could not tell such a one from a stranger's. */
function deviation({ player, account }: Shop, { way }: ShownCode): Payment {
  if (player.chance(0.8) || (account.linkless && way === 'link')) return {};
  return player.pick<Payment>([
    { amount: 12_346 },
    { amount: 100 },
    { currency: 'USD' },
    { env: 'prod' },
    { type: 'topup' },
  ]);
}

/** @returns false where the page is gone, or the payment is over */
async function payCode(shop: Shop, { code, way }: ShownCode, payment: Payment): Promise<unknown> {
  const pay = way === 'link' ? shop.control.pay : shop.control.payHosted;
  return pay(code, payment).catch(() => false);
}

async function pay(shop: Shop): Promise<unknown> {
  const { player } = shop;
  const code = chooseCode(shop);
  if (!code) return false;
  const outcome = player.pick(['charged', 'charged', 'charged', 'declined', 'processing', 'created']);
  return payCode(shop, code, { outcome, evenIfDeleted: player.chance(0.4), ...deviation(shop, code) });
}

async function payTwice(shop: Shop): Promise<unknown> {
  const code = chooseCode(shop);
  if (!code) return false;
  await payCode(shop, code, { outcome: 'charged', evenIfDeleted: true });
  return payCode(shop, code, { outcome: 'charged', evenIfDeleted: true });
}

/** Rows that a bank has not decided. */
export async function undecided(shop: Shop, statuses: readonly string[]) {
  const { transactions } = await shop.control.books();
  return transactions.filter(({ type, status }) => type !== 'refund' && statuses.includes(status));
}

async function bankDecides(shop: Shop): Promise<unknown> {
  const open = await undecided(shop, ['processing', 'created']);
  if (open.length === 0) return false;
  const status = shop.player.pick(['charged', 'charged', 'rejected', 'cancelled']);
  return shop.control.move(shop.player.pick(open).id, status);
}

/** The web shop of the same account: of the amounts of the tills, in either environment. */
async function webShop(shop: Shop): Promise<void> {
  const { player, foreign } = shop;
  const amount = player.pick([12_345, 12_345, 500, 96_000, 4711]);
  const type = player.pick(['link', 'link', 'payment', 'payment', 'refund', 'payout']);
  const row = await shop.control.book({
    amount,
    type,
    status: player.pick(['charged', 'charged', 'charged', 'rejected', 'processing']),
    env: player.pick(['test', 'test', 'prod']),
    txid: `web-${foreign.size}`,
    ...(type === 'link' ? { link: `web-link-${foreign.size}` } : {}),
  });
  foreign.add(row.id);
}

/** What customers and banks do. */
export const PAYING: readonly Act[] = [
  { name: 'pay', weight: 24, run: pay },
  { name: 'pay twice', weight: 2, run: payTwice },
  { name: 'the bank decides', weight: 6, run: bankDecides },
  { name: 'web shop', weight: 5, run: webShop },
];
