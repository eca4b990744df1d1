import { type Language, chooseLanguage } from '../../pages/language.ts';
import { productsOf } from '../attaching.ts';
import type { FourPayContext } from '../context.ts';
import { hostedState, moveHosted } from '../hosted-paying.ts';
import { shownImage } from '../images.ts';
import { type Outcome, addTransaction, isPayable, outcomeStatus } from '../paying.ts';
import type { TransactionRecord } from '../transaction-record.ts';
import { type Good, goodOf } from './goods.ts';

/** What the form of the payer shows. */
export interface PayForm {
  /** The address of the page; each button posts to a path below it. */
  readonly base: string;
  /** Null: the payer enters it, and nothing is suggested. */
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly payerChooses: boolean;
  readonly methods: readonly string[];
  readonly description: string | null;
  /** The image of a link: a path of this server. */
  readonly picture: string | null;
  readonly goods: readonly Good[];
}

/** What a product can be paid with: it names no methods, as a link does. */
export const productMethods: readonly string[] = ['card', 'sbp'];

/** What the payer decided. */
export interface Attempt {
  readonly outcome: Outcome;
  readonly method: string | null;
  readonly refundable: boolean;
}

/** Why there is nothing to pay here any more. */
export type Closed = 'gone' | 'cancelled' | 'expired';

/** Something that a payer has the address of: a link, a product, or a hosted payment. */
export interface Payable {
  readonly form: PayForm;
  /** Null while it can be paid or is over; else why its page is gone. */
  readonly closed: Closed | null;
  /** The only transaction that it can have, where that has begun or ended; null: the form can be shown. */
  readonly decided: TransactionRecord | null;
  /** Where the shop wants the payer back after this transaction. */
  shopUrl(row: TransactionRecord): string | null;
  language(accepted: string | undefined): Language;
  noteView(): void;
  /** Starts or finishes the payment. Null: the payer left, and nothing came of it. */
  pay(attempt: Attempt, amountMinor: number): TransactionRecord | null;
  owns(row: TransactionRecord): boolean;
}

/** The payable of an address, or nothing. */
export type FindPayable = (context: FourPayContext, key: string) => Payable | undefined;

/** A link: each payment is a new transaction, as often as somebody pays. */
export const linkPayable: FindPayable = (context, id) => {
  const link = context.books.link(id);
  if (link === undefined) return undefined;
  const { amountMinor, currency, methods } = link;
  return {
    form: {
      base: `/pay/link/${id}`,
      amountMinor,
      currency,
      payerChooses: link.amountType === 'dynamic' || amountMinor === null,
      methods,
      description: null,
      picture: shownImage(context, link.image),
      goods: productsOf(context, link).map((product) => goodOf(context, product)),
    },
    closed: isPayable(context, link) ? null : 'gone',
    decided: null,
    shopUrl: () => null,
    language: chooseLanguage,
    noteView: () => context.books.putLink({ ...link, views: link.views + 1 }),
    pay: ({ outcome, method, refundable }, amount) =>
      addTransaction(context, {
        partnerId: link.partnerId,
        linkId: link.id,
        amountMinor: amount,
        currency,
        method,
        refundable,
        status: outcomeStatus[outcome],
      }),
    owns: (row) => row.linkId === link.id && row.parentId === null,
  };
};

/** A product: its own page, where its price is paid as often as somebody does. */
export const productPayable: FindPayable = (context, id) => {
  const product = context.books.product(id);
  if (product === undefined) return undefined;
  const { priceMinor, currency } = product;
  return {
    form: {
      base: `/pay/product/${id}`,
      amountMinor: priceMinor,
      currency,
      payerChooses: false,
      methods: productMethods,
      description: null,
      picture: null,
      goods: [goodOf(context, product)],
    },
    closed: isPayable(context, product) ? null : 'gone',
    decided: null,
    shopUrl: () => null,
    language: chooseLanguage,
    noteView: () => context.books.putProduct({ ...product, views: product.views + 1 }),
    pay: ({ outcome, method, refundable }) =>
      addTransaction(context, {
        partnerId: product.partnerId,
        productId: product.id,
        amountMinor: priceMinor,
        currency,
        method,
        refundable,
        status: outcomeStatus[outcome],
      }),
    owns: (row) => row.productId === product.id && row.parentId === null,
  };
};

/** The language that the shop asked for, else the one of the browser. */
function languageOf(lang: string | null, accepted: string | undefined): Language {
  return lang !== null && /^(?:en|ru)\b/i.test(lang) ? chooseLanguage(lang) : chooseLanguage(accepted);
}

/** A hosted payment: it has one transaction, and what is decided stays. */
export const hostedPayable: FindPayable = (context, token) => {
  const hosted = context.books.hostedByToken(token);
  const row = context.books.transaction(hosted?.id ?? '');
  if (hosted === undefined || row === undefined) return undefined;
  const state = hostedState(context, hosted, row);
  return {
    form: {
      base: `/pay/hosted/${token}`,
      amountMinor: row.amountMinor,
      currency: row.currency,
      payerChooses: false,
      methods: ['card', 'sbp'],
      description: hosted.description,
      picture: null,
      goods: [],
    },
    closed: state === 'gone' ? (hosted.cancelledMs === null ? 'expired' : 'cancelled') : null,
    decided: state === 'over' || row.status === 'processing' ? row : null,
    shopUrl: ({ status }) => (status === 'charged' ? hosted.returnUrl : hosted.failUrl),
    language: (accepted) => languageOf(hosted.lang, accepted),
    noteView: () => context.books.putHosted({ ...hosted, views: hosted.views + 1 }),
    pay: ({ outcome, method, refundable }) =>
      outcome === 'created' ? null : moveHosted(context, row, outcomeStatus[outcome], { method, refundable }),
    owns: ({ id }) => id === row.id,
  };
};
