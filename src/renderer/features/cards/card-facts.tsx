import { useTranslation } from 'react-i18next';
import type { IssuedCardView } from '../../../contract/views.ts';
import { formatDate } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAccountNames } from './activity-words.ts';
import classes from './cards.module.css';
import { useCardWords } from './card-status.tsx';
import { Decimal } from './decimal.tsx';

/** What the issuer tells of a card; what it does not tell is said to be so. */
export function CardFacts({ card }: { readonly card: IssuedCardView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const accountName = useAccountNames();
  const words = useCardWords()(card);
  const { balance, expiry, holderId, createdAt, limits, accountId } = card;
  const notTold = t('issuedCards.notTold');
  const facts = [
    [t('issuedCards.card.account'), accountName(accountId)],
    [t('issuedCards.card.holder'), holderId ?? notTold],
    [t('issuedCards.card.type'), words.type],
    [t('issuedCards.card.expiry'), expiry ?? notTold],
    [t('issuedCards.card.created'), createdAt === null ? notTold : formatDate(createdAt, language)],
  ] as const;
  return (
    <section className={classes['card']} data-testid="card-facts">
      <div className={classes['cardHead']}>
        <span className={classes['quiet']}>{t('issuedCards.card.balance')}</span>
        {balance === null ? notTold : <Decimal value={balance} className={classes['balance']} />}
      </div>
      <dl className={classes['facts']}>
        {facts.map(([name, text]) => (
          <Fact key={name} name={name} text={text} />
        ))}
      </dl>
      <h3>{t('issuedCards.card.limits')}</h3>
      {limits.length === 0 ? (
        <p className={classes['quiet']}>{t('issuedCards.card.noLimits')}</p>
      ) : (
        <dl className={classes['facts']} data-testid="card-limits">
          {limits.map(({ name, text }) => (
            <Fact key={name} name={name} text={text} />
          ))}
        </dl>
      )}
    </section>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}
