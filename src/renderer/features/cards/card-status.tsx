import { useTranslation } from 'react-i18next';
import type { IssuedCardView } from '../../../contract/views.ts';
import type { CardStatus } from '../../../domain/card-operation.ts';
import classes from './list-room.module.css';

type Tone = 'good' | 'calm' | 'warn' | 'bad';

const TONES: Readonly<Record<CardStatus, Tone>> = {
  creating: 'calm',
  creating_failed: 'bad',
  active: 'good',
  frozen: 'warn',
  closed: 'calm',
  expired: 'calm',
};

export type CardState = Pick<IssuedCardView, 'status' | 'statusText'>;

/** What a card is now; a word of the issuer's that is not known is said as it is. */
export function CardStatusChip({ card: { status, statusText } }: { readonly card: CardState }) {
  const { t } = useTranslation();
  return (
    <span
      className={classes['state']}
      data-testid="card-status"
      data-status={status ?? 'unknown'}
      data-tone={status === null ? 'calm' : TONES[status]}
    >
      {status === null ? statusText || t('issuedCards.notTold') : t(`issuedCards.status.${status}`)}
    </span>
  );
}

/** A card's name and what tells it from another of that name, without a digit more than the issuer shows. */
export function useCardWords(): (card: IssuedCardView) => {
  readonly name: string;
  readonly number: string;
  readonly type: string;
} {
  const { t } = useTranslation();
  return ({ name, lastFour, type }) => ({
    name: name === '' ? t('issuedCards.notTold') : name,
    number: lastFour === null ? t('issuedCards.numberUnknown') : t('issuedCards.number', { lastFour }),
    type: t(`issuedCards.type.${type ?? 'unknown'}`),
  });
}
