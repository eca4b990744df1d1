import { signInAgain } from './acts-office.ts';
import { undecided } from './acts-paying.ts';
import type { Register } from './register.ts';
import type { Shop } from './shop.ts';

const MINUTE = 60_000;

/** No longer than this after everything has come right: what is not at rest by then never will be. */
const ROUNDS = 35;

/** Everything is there again and nobody does anything any more: whatever is under way comes to its end. */
export async function comeToRest(shop: Shop): Promise<void> {
  const { control, player, registers } = shop;
  await control.clearFaults();
  for (const register of registers) if (player.chance(0.5)) register.skewMs = 0;
  for (const { id } of await undecided(shop, ['processing'])) {
    await control.move(id, player.pick(['charged', 'charged', 'rejected']));
  }
  for (const register of registers) {
    await signInAgain(shop, register);
    if (player.chance(0.7)) await cancelAll(shop, register);
  }
  await shop.pass(20_000);
  for (let round = 0; round < ROUNDS && !registers.every(isAtRest); round++) {
    for (const register of registers) await signInAgain(shop, register);
    await shop.pass(MINUTE);
  }
  for (const register of registers) await register.restart();
  for (const register of registers) await signInAgain(shop, register);
  await shop.pass(2 * MINUTE);
}

/** Mostly the codes that are alive are taken back; the others run out of time. */
async function cancelAll(shop: Shop, register: Register): Promise<void> {
  const live = register
    .read()
    .all<{ id: string }>(
      "SELECT id FROM payment_attempt WHERE state IN ('requesting', 'open', 'paying', 'unknown')",
    );
  for (const { id } of live) await shop.press(register, 'payment.cancel', { attemptId: id });
}

/** Nothing is alive, and what is known of every refund is known, or a person was asked. */
function isAtRest(register: Register): boolean {
  const row = register.read().get<{ live: number; refunds: number }>(
    `SELECT (SELECT count(*) FROM payment_attempt
       WHERE state IN ('requesting', 'open', 'paying', 'closing', 'unknown')) AS live,
     (SELECT count(*) FROM refund WHERE state IN ('requested', 'unknown') AND NOT EXISTS
       (SELECT 1 FROM attention WHERE kind = 'refund_unknown' AND provider_transaction_id = refund.id)) AS refunds`,
  );
  return row?.live === 0 && row.refunds === 0;
}
