import { createHash } from 'node:crypto';
import { decimalsOf } from '../pages/money-text.ts';
import type { CheckoutRecord } from './checkout-record.ts';
import type { GatewayContext } from './context.ts';
import { moments } from './moments.ts';

/** A way to pay a checkout: a method of a provider. */
export interface Method {
  readonly provider: string;
  readonly method: string;
  readonly name: string;
  /** What the payer pays in; null: the currency of the payment. */
  readonly currency: string | null;
  /** Of a coin; null for money in an account. */
  readonly network: string | null;
}

/** Every checkout can be paid by all of them. The providers are made up. */
export const methods: readonly Method[] = [
  {
    provider: 'sandbox-bank',
    method: 'transfer',
    name: 'Bank transfer',
    currency: null,
    network: null,
  },
  {
    provider: 'sandbox-wallet',
    method: 'phone',
    name: 'Wallet by phone number',
    currency: null,
    network: null,
  },
  {
    provider: 'sandbox-chain',
    method: 'usdt-trc20',
    name: 'USDT (TRC-20)',
    currency: 'USDT',
    network: 'TRC20',
  },
];

/** What a checkout keeps of the method that its payer chose. */
export function methodKey({ provider, method }: Method): string {
  return `${provider}/${method}`;
}

/** The method of that name; undefined when there is none. */
export function findMethod(key: string): Method | undefined {
  return methods.find((known) => methodKey(known) === key);
}

/** What the payer has to do. */
export interface Instructions {
  readonly method: Method;
  /** Where the money goes; obviously fake, and the same for every reading. */
  readonly place: string;
  /** In major units of `currency`, exact. */
  readonly amount: string;
  readonly currency: string;
  /** What a QR of it says. */
  readonly qr: string;
}

function decimalText(amountMinor: number, decimals: number): string {
  const digits = String(amountMinor).padStart(decimals + 1, '0');
  const end = digits.length - decimals;
  return decimals === 0 ? digits : `${digits.slice(0, end)}.${digits.slice(end)}`;
}

/** The made-up rate: a hundredth of a coin for one unit of any currency. */
const coinDecimals = 2;

/** What is still to be paid: the rest of an underpaid one, else all of it. */
export function dueMinor({ status, amountMinor, paidMinor }: CheckoutRecord): number {
  return status === 'UNDERPAID' && paidMinor < amountMinor ? amountMinor - paidMinor : amountMinor;
}

/** What the payer of a checkout has to do, by one method. */
export function instructionsOf(checkout: CheckoutRecord, method: Method): Instructions {
  const { id, currency } = checkout;
  const isCoin = method.network !== null;
  const seal = createHash('sha256')
    .update(`${id} ${methodKey(method)}`)
    .digest('hex');
  const digits = String(Number.parseInt(seal.slice(0, 8), 16)).padStart(10, '0');
  const place = isCoin ? `TSANDBOX${seal.slice(0, 26).toUpperCase()}` : `SANDBOX-0000-${digits}`;
  const decimals = decimalsOf(currency) + (isCoin ? coinDecimals : 0);
  const amount = decimalText(dueMinor(checkout), decimals);
  const paidIn = method.currency ?? currency;
  const scheme = isCoin ? 'sandboxcoin' : 'sandboxpay';
  return {
    method,
    place,
    amount,
    currency: paidIn,
    qr: `${scheme}:${place}?amount=${amount}&currency=${paidIn}`,
  };
}

/** Instructions as they stand in an answer: an `address` for coins, else an `account`. */
export function instructionsShape(context: GatewayContext, checkout: CheckoutRecord, method: Method): object {
  const { place, amount, currency, qr } = instructionsOf(checkout, method);
  const { provider, network } = method;
  return {
    provider,
    method: method.method,
    ...(network === null ? { account: place } : { address: place, network }),
    amount,
    currency,
    ...moments({ expiresAt: checkout.expiresMs }, context.switches().gatewayTimestamps),
    qr,
  };
}

/** A method as it stands in the list of a checkout. */
export function methodShape(checkout: CheckoutRecord, { provider, method, name, currency }: Method): object {
  return { provider, method, name, currency: currency ?? checkout.currency };
}
