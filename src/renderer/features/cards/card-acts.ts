import type { CardDeskView, DecimalAmountView, IssuedCardView } from '../../../contract/views.ts';
import type { CardStatus } from '../../../domain/card-operation.ts';
import type { OfferName } from './desk-offers.tsx';

export const PAGE_ACTS = ['topUp', 'withdraw', 'freeze', 'unfreeze', 'close'] as const;
/** What can be done with one card. */
export type PageAct = (typeof PAGE_ACTS)[number];

/** What makes sense in a status. What is left on a card whose time is over can still be taken off it. */
const BY_STATUS: Readonly<Record<CardStatus, readonly PageAct[]>> = {
  creating: [],
  creating_failed: [],
  active: ['topUp', 'withdraw', 'freeze', 'close'],
  frozen: ['topUp', 'withdraw', 'unfreeze', 'close'],
  closed: [],
  expired: ['withdraw', 'close'],
};

const OFFER_OF: Readonly<Record<PageAct, OfferName | null>> = {
  /** Every deployment has it. */
  topUp: null,
  withdraw: 'withdraw',
  freeze: 'freeze',
  unfreeze: 'unfreeze',
  close: 'close',
};

export interface CardActs {
  readonly possible: readonly PageAct[];
  /** What would make sense, and is not offered here. */
  readonly lacking: readonly OfferName[];
}

/** In a status that nobody here knows the issuer has to say what it refuses. */
export function actsOf({ status }: Pick<IssuedCardView, 'status'>, { offers }: CardDeskView): CardActs {
  const sensible = status === null ? PAGE_ACTS : BY_STATUS[status];
  const offered = (act: PageAct) => {
    const offer = OFFER_OF[act];
    return offer === null || offers[offer] === 'offered';
  };
  return {
    possible: sensible.filter(offered),
    lacking: sensible.flatMap((act) => {
      const offer = OFFER_OF[act];
      return offer === null || offered(act) ? [] : [offer];
    }),
  };
}

/** Whether a card has a number that can be shown. */
export function hasDigits({ status }: Pick<IssuedCardView, 'status'>): boolean {
  return status !== 'creating' && status !== 'creating_failed' && status !== 'closed';
}

/** What closing does with the money on a card. */
export function balanceAtClose({
  balance,
}: Pick<IssuedCardView, 'balance'>):
  | { readonly kind: 'empty' | 'unknown' }
  | { readonly kind: 'left'; readonly amount: DecimalAmountView } {
  if (balance === null) return { kind: 'unknown' };
  return balance.decimal === '0' ? { kind: 'empty' } : { kind: 'left', amount: balance };
}
