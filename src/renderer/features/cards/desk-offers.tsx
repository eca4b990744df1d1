import { useTranslation } from 'react-i18next';
import type { CardDeskView } from '../../../contract/views.ts';
import classes from './cards.module.css';

export type OfferName = keyof CardDeskView['offers'];

const OFFERS = [
  'transfer',
  'withdraw',
  'freeze',
  'unfreeze',
  'close',
  'merchant_holders',
  'webhooks',
] as const satisfies readonly OfferName[];

export interface OfferLineProps {
  readonly desk: CardDeskView;
  readonly act: OfferName;
}

/** One quiet line where an act is not there: which, and why. Nothing where it is offered. */
export function OfferLine({ desk, act }: OfferLineProps) {
  const { t } = useTranslation();
  const offer = desk.offers[act];
  if (offer === 'offered') return null;
  return (
    <p className={classes['quiet']} data-testid={`not-offered-${act}`}>
      {t('cards.offers.line', { act: t(`cards.offers.act.${act}`), why: t(`cards.offers.why.${offer}`) })}
    </p>
  );
}

/** Everything that the deployment lacks, with the reason of each. */
export function DeskOffers({ desk }: Pick<OfferLineProps, 'desk'>) {
  const { t } = useTranslation();
  const lacking = OFFERS.filter((act) => desk.offers[act] !== 'offered');
  if (lacking.length === 0) return <p className={classes['quiet']}>{t('cards.offers.all')}</p>;
  return (
    <div data-testid="desk-lacks">
      <p>{t('cards.offers.title')}</p>
      {lacking.map((act) => (
        <OfferLine key={act} desk={desk} act={act} />
      ))}
    </div>
  );
}
