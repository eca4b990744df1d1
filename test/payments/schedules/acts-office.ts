import type { AttentionView, RefundOptionsView } from '../../../src/contract/views.ts';
import type { BookedTransaction } from '../../harness/sandbox-control.ts';
import type { Act } from './act.ts';
import type { Register } from './register.ts';
import type { Shop } from './shop.ts';

const reason = 'as the customer wished';

/** Gives a sale back: whole, in part, or by its lines; through the provider, from the drawer or in the office. */
async function refund(shop: Shop): Promise<unknown> {
  const { player } = shop;
  const register = player.pick(shop.registers);
  const sales = register.read().all<{ id: string }>("SELECT id FROM sale WHERE state = 'completed'");
  if (sales.length === 0) return false;
  const saleId = player.pick(sales).id;
  const options = await shop.press(register, 'refund.options', { saleId });
  if (!options || options.refundable.amountMinor === 0) return false;
  const way = player.pick(['provider', 'provider', 'provider', 'cash', 'elsewhere'] as const);
  const wish = wishOf(shop, options);
  if (way === 'elsewhere') await refundInOffice(shop, register, saleId, wish.amount?.amountMinor ?? null);
  return shop.press(register, 'refund.start', {
    saleId,
    way,
    ...wish,
    expectedRefundable: options.refundable,
    reason,
    reference: way === 'elsewhere' ? 'R-1' : '',
  });
}

function wishOf({ player }: Shop, { refundable, lines }: RefundOptionsView) {
  const kind = player.pick(['whole', 'whole', 'part', 'lines'] as const);
  const left = lines.filter(({ refundableThousandths }) => refundableThousandths > 0);
  if (kind === 'lines' && left.length > 0) {
    const { saleLineId, refundableThousandths: quantityThousandths } = player.pick(left);
    return { lines: [{ saleLineId, quantityThousandths }], amount: null };
  }
  if (kind !== 'part' || refundable.amountMinor < 2) return { lines: [], amount: null };
  return { lines: [], amount: { ...refundable, amountMinor: player.whole(1, refundable.amountMinor) } };
}

/** A refund that is written down afterwards was really made in the office; nobody writes down what was not. */
async function refundInOffice(
  shop: Shop,
  register: Register,
  saleId: string,
  amount: number | null,
): Promise<void> {
  const paid = register.read().get<{ id: string }>(
    `SELECT a.provider_transaction_id AS id FROM acceptance a JOIN tender t ON t.id = a.tender_id
     WHERE t.sale_id = ?`,
    saleId,
  );
  if (paid) await giveBackInOffice(shop, paid.id, amount);
}

async function giveBackInOffice(shop: Shop, id: string, amount: number | null): Promise<void> {
  const row = await shop.control.refund(id, amount ?? undefined).catch(() => null);
  if (row) shop.office.add(row.id);
}

/** Somebody gives money back in the partner's office, and tells no till. */
async function refundElsewhere(shop: Shop): Promise<unknown> {
  const { transactions } = await shop.control.books();
  // Where rows name no link, one that is given back before the till of its code saw it has an amount that says
  // nothing; that another till, which asks for the same, has seen it does not help.
  const hidden = ({ id, link }: BookedTransaction): boolean =>
    shop.account.linkless && shop.registers.some((till) => hasShown(till, link) && !isKnown(till, id));
  const charged = transactions.filter(
    (row) => row.type !== 'refund' && row.status === 'charged' && !hidden(row),
  );
  if (charged.length === 0) return false;
  const { id, amount } = shop.player.pick(charged);
  return giveBackInOffice(shop, id, shop.player.chance(0.5) ? shop.player.whole(1, amount) : null);
}

function hasShown(register: Register, link: string | null): boolean {
  return register.shown().some(({ code }) => code === link);
}

function isKnown(register: Register, transactionId: string): boolean {
  const known = 'SELECT 1 FROM attention WHERE provider_transaction_id = ?';
  return register.read().get(known, transactionId) !== undefined;
}

/** A manager who looks into the provider's books before deciding anything. */
async function attend(shop: Shop): Promise<unknown> {
  const { player } = shop;
  const register = player.pick(shop.registers);
  const list = await shop.press(register, 'attention.list', {});
  const items = (list?.items ?? []).filter(({ actions }) => actions.length > 0);
  if (items.length === 0) return false;
  const item = player.pick(items);
  const { transactions } = await shop.control.books();
  const row = transactions.find(({ id }) => id === item.providerTransactionId);
  const own = register.shown().find(({ code }) => code === row?.link);
  const action = player.pick(item.actions);
  const attentionId = item.id;
  if (item.kind === 'possibly_ours' && (!own || action === 'dismiss')) {
    return own ? false : shop.press(register, 'attention.dismiss', { attentionId, reason });
  }
  if (action === 'decide') return decide(shop, register, item, transactions);
  if (action === 'attach') {
    return attach(shop, register, item, item.kind === 'possibly_ours' ? (own?.saleId ?? null) : null);
  }
  if (action === 'dismiss') return shop.press(register, 'attention.dismiss', { attentionId, reason });
  return shop.press(register, 'attention.refund', { attentionId, way: 'provider', reason });
}

/** @param only the one sale that it is for, where that is known */
async function attach(
  shop: Shop,
  register: Register,
  { id: attentionId }: AttentionView,
  only: string | null,
): Promise<unknown> {
  const targets = await shop.press(register, 'attention.targets', { attentionId });
  const fitting = (targets?.items ?? []).filter(({ saleId }) => only === null || saleId === only);
  if (fitting.length === 0) return false;
  return shop.press(register, 'attention.attach', { attentionId, saleId: shop.player.pick(fitting).saleId });
}

async function decide(
  shop: Shop,
  register: Register,
  { refundId }: AttentionView,
  transactions: readonly BookedTransaction[],
): Promise<void> {
  if (refundId === null) return;
  const asked = register
    .read()
    .get<{ id: string; amount: number }>(
      'SELECT provider_transaction_id AS id, amount_minor AS amount FROM refund WHERE id = ?',
      refundId,
    );
  if (!asked) return;
  const done = register.read().all(
    `SELECT id FROM refund WHERE provider_transaction_id = ? AND amount_minor = ? AND way = 'provider'
       AND state = 'done'`,
    asked.id,
    asked.amount,
  );
  const made = transactions.filter(
    ({ id, parent, amount }) => parent === asked.id && amount === asked.amount && !shop.office.has(id),
  );
  await shop.press(register, 'refund.decide', { refundId, made: made.length > done.length, reason });
}

/** Somebody signs in again where that is asked for; at a till with a key nobody has to. */
export async function signInAgain(shop: Shop, register: Register): Promise<void> {
  const { signIn } = shop.account;
  const connection = await shop.press(register, 'connection.get', {});
  if (!signIn || connection?.state === 'ok') return;
  await shop.press(register, 'connection.signIn', signIn);
}

/** What managers and owners do. */
export const OFFICE: readonly Act[] = [
  { name: 'refund', weight: 8, run: refund },
  { name: 'refund elsewhere', weight: 2, run: refundElsewhere },
  { name: 'attend', weight: 6, run: attend },
  {
    name: 'sign in again',
    weight: 1,
    run: (shop) => signInAgain(shop, shop.player.pick(shop.registers)),
  },
  {
    name: 'collect the other way',
    weight: 1,
    run: (shop) =>
      shop.press(shop.player.pick(shop.registers), 'connection.change', {
        collectBy: shop.player.pick(['link', 'hosted']),
      }),
  },
];
