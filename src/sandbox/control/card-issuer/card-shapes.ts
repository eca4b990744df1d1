import type { CardRecord } from '../../card-issuer/card-record.ts';
import type { CardContext } from '../../card-issuer/context.ts';
import { decimalText, unitsOf } from '../../card-issuer/decimals.ts';
import type { MovementRecord } from '../../card-issuer/movement-record.ts';
import type { HookRecord } from '../../card-issuer/side-records.ts';
import { type CardTokenRecord, isCardTokenAlive } from '../../card-issuer/token-record.ts';

const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A card as the control API shows it: whole but for its digits, which are told by `/sensitive` alone. */
export function controlCard({ pan, cvv: _, createdMs, dueMs, ...card }: CardRecord): object {
  return { ...card, lastFour: pan.slice(-4), createdAt: moment(createdMs), dueAt: moment(dueMs) };
}

/** A transaction as the control API shows it: always whole, whatever the switches say. */
export function controlMovement({ createdMs, updatedMs, dueMs, ...row }: MovementRecord): object {
  return { ...row, createdAt: moment(createdMs), updatedAt: moment(updatedMs), dueAt: moment(dueMs) };
}

/** A credential as the control API shows it. Nothing here is real, so it is shown itself. */
export function controlCardToken({ clock }: CardContext, token: CardTokenRecord): object {
  return {
    token: token.id,
    kind: token.kind,
    merchantId: token.merchantId,
    readOnly: token.readOnly,
    created: moment(token.createdMs),
    expiresAt: moment(token.expiresMs),
    revokedAt: moment(token.revokedMs),
    alive: isCardTokenAlive(token, clock.now()),
  };
}

/** A webhook configuration as the control API shows it. */
export function controlHook({ secret, updatedMs, ...hook }: HookRecord): object {
  return { ...hook, secretSet: secret !== null, updatedAt: moment(updatedMs) };
}

/** Where all money of one currency is; `total` never changes. */
export interface Sums {
  readonly currency: string;
  readonly accounts: string;
  readonly cards: string;
  readonly fees: string;
  readonly outside: string;
  readonly total: string;
}

/** {@link Sums} of every currency, all merchants together. */
export function sumBooks({ books }: CardContext): readonly Sums[] {
  const sum = (texts: readonly string[]): bigint => texts.reduce((total, text) => total + unitsOf(text), 0n);
  const currencies = [...new Set(books.accounts().map((account) => account.currency))].sort();
  return currencies.map((currency) => {
    const of = (rows: readonly { readonly currency: string; readonly balance: string }[]): bigint =>
      sum(rows.filter((row) => row.currency === currency).map((row) => row.balance));
    const pot = books.pot(currency);
    const accounts = of(books.accounts());
    const cards = of(books.cards());
    return {
      currency,
      accounts: decimalText(accounts),
      cards: decimalText(cards),
      fees: pot.fees,
      outside: pot.outside,
      total: decimalText(accounts + cards + unitsOf(pot.fees) + unitsOf(pot.outside)),
    };
  });
}
