import { useTranslation } from 'react-i18next';
import type { AttemptView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { holdsMoney } from '../../../domain/payment.ts';
import { Amount } from '../../components/amount.tsx';
import { formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { eventFacts } from './event-detail.ts';
import { useEventWords } from './event-words.ts';
import classes from './sale-detail.module.css';

export interface SaleTimelineProps {
  readonly attempts: readonly AttemptView[];
}

/** Every attempt and every answer, so that a dispute is settled by what happened. */
export function SaleTimeline({ attempts }: SaleTimelineProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['part']} data-testid="timeline">
      <h3>{t('sales.timeline')}</h3>
      {attempts.length === 0 ? <p>{t('sales.noAttempts')}</p> : null}
      {attempts.map((attempt) => (
        <Attempt key={attempt.id} attempt={attempt} />
      ))}
    </section>
  );
}

function Attempt({ attempt }: { readonly attempt: AttemptView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const wordsOf = useEventWords();
  return (
    <section className={classes['attempt']} data-state={attempt.state}>
      <div className={classes['attemptHead']}>
        <h4>{t('sales.attempt', { number: attempt.number })}</h4>
        <span className={classes['attemptState']} data-money={holdsMoney(attempt.state)}>
          {t(`payment.state.${attempt.state}`)}
        </span>
        <Amount value={attempt.amount} />
      </div>
      {attempt.providerPaymentId === null ? null : (
        <p className={classes['meta']}>
          {t('sales.linkId')} {attempt.providerPaymentId}
        </p>
      )}
      <ol className={classes['events']}>
        {attempt.events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the journal only grows, an event keeps its place
          <li key={index} className={classes['event']}>
            <time dateTime={event.at}>{formatTimeWithSeconds(event.at, language)}</time>
            <div>
              {wordsOf(event)}
              <EventDetail detail={event.detail} currency={attempt.amount.currency} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface EventDetailProps {
  readonly detail: AttemptView['events'][number]['detail'];
  readonly currency: CurrencyCode;
}

function EventDetail({ detail, currency }: EventDetailProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const facts = eventFacts(t, detail, currency, language);
  return facts.length === 0 ? null : <p className={classes['meta']}>{facts.join(' · ')}</p>;
}
