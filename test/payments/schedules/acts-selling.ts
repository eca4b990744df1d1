import { isLive } from '../../../src/domain/payment.ts';
import type { Act } from './act.ts';
import type { Register } from './register.ts';
import type { Shop } from './shop.ts';

/** Few amounts, so that equal ones meet. In minor units; what a sale is made of. */
const BASKETS: readonly (readonly number[])[] = [
  [12_345],
  [12_345],
  [500],
  [5000, 7345],
  [3000, 3000, 90_000],
];

const anyRegister = ({ player, registers }: Shop): Register => {
  const [first] = registers;
  // The first one is busier: what happens to one till again and again is found sooner.
  return first && player.chance(0.6) ? first : player.pick(registers);
};

/** Fills a sale and presses Charge; where a code is alive, for the next customer or not at all. */
export async function charge(shop: Shop, register: Register, basket: readonly number[]): Promise<boolean> {
  const payment = await shop.press(register, 'payment.current', {});
  if (payment && !isLive(payment.state)) {
    await shop.press(register, 'payment.acknowledge', { attemptId: payment.attemptId });
  } else if (payment) {
    if (!shop.player.chance(0.5)) return false;
    await shop.press(register, 'sale.next', { saleId: payment.saleId });
  }
  let sale = await shop.press(register, 'sale.current', {});
  if (!sale || sale.lines.length === 0) {
    for (const amountMinor of basket) {
      sale = await shop.press(register, 'sale.addAmount', { amount: { amountMinor, currency: 'RUB' } });
    }
  }
  if (sale) await shop.press(register, 'payment.start', { saleId: sale.id, expectedTotal: sale.total });
  return true;
}

/** A code that may be paid, in front or in the tray. */
function liveCode(shop: Shop, register: Register): string | null {
  const live = register.shown().filter(({ state }) => isLive(state));
  return live.length === 0 ? null : shop.player.pick(live).attemptId;
}

/** Does something to a code that is alive. */
const toLive =
  (act: (shop: Shop, register: Register, attemptId: string) => Promise<unknown>) => async (shop: Shop) => {
    const register = anyRegister(shop);
    const attemptId = liveCode(shop, register);
    return attemptId === null ? false : await act(shop, register, attemptId);
  };

async function takeUp(shop: Shop): Promise<unknown> {
  const register = anyRegister(shop);
  const tray = await shop.press(register, 'payment.tray', {});
  const waiting = (tray?.items ?? []).filter(({ claimed }) => !claimed);
  if (waiting.length === 0) return false;
  return shop.press(register, 'sale.takeUp', { saleId: shop.player.pick(waiting).saleId });
}

async function acknowledge(shop: Shop): Promise<unknown> {
  const register = anyRegister(shop);
  const payment = await shop.press(register, 'payment.current', {});
  return payment ? shop.press(register, 'payment.acknowledge', { attemptId: payment.attemptId }) : false;
}

async function voidSale(shop: Shop): Promise<unknown> {
  const register = anyRegister(shop);
  const sale = await shop.press(register, 'sale.current', {});
  return sale ? shop.press(register, 'sale.void', { saleId: sale.id }) : false;
}

/** What a cashier does. */
export const SELLING: readonly Act[] = [
  {
    name: 'charge',
    weight: 20,
    run: (shop) => charge(shop, anyRegister(shop), shop.player.pick(BASKETS)),
  },
  {
    name: 'both tills charge the same',
    weight: 4,
    run: async (shop) => {
      const basket = shop.player.pick(BASKETS);
      await Promise.all(shop.registers.map((register) => charge(shop, register, basket)));
    },
  },
  { name: 'acknowledge', weight: 3, run: acknowledge },
  {
    name: 'cancel',
    weight: 4,
    run: toLive((shop, register, attemptId) => shop.press(register, 'payment.cancel', { attemptId })),
  },
  {
    name: 'replace',
    weight: 3,
    run: toLive((shop, register, attemptId) =>
      shop.press(register, 'payment.replace', { attemptId, methods: shop.player.pick([null, ['card']]) }),
    ),
  },
  {
    name: 'extend',
    weight: 2,
    run: toLive((shop, register, attemptId) => shop.press(register, 'payment.extend', { attemptId })),
  },
  {
    name: 'hand over',
    weight: 3,
    run: toLive((shop, register, attemptId) =>
      shop.press(register, 'payment.handOver', { attemptId, reason: 'known customer' }),
    ),
  },
  {
    name: 'customer says paid',
    weight: 3,
    run: toLive((shop, register, attemptId) => shop.press(register, 'payment.ask', { attemptId })),
  },
  { name: 'take up from the tray', weight: 3, run: takeUp },
  { name: 'void', weight: 1, run: voidSale },
];
