import { useTranslation } from 'react-i18next';
import type { AttemptView } from '../../../contract/views.ts';
import { holdsMoney } from '../../../domain/payment.ts';
import { Amount } from '../../components/amount.tsx';
import classes from './sale-detail.module.css';

/** The codes of a sale, and how each of them stands now. */
export function SaleAttempts({ attempts }: { readonly attempts: readonly AttemptView[] }) {
  const { t } = useTranslation();
  return (
    <section className={classes['part']} data-testid="attempts">
      <h3>{t('sales.attempts')}</h3>
      {attempts.map((attempt) => (
        <div key={attempt.id} className={classes['attempt']} data-state={attempt.state}>
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
        </div>
      ))}
    </section>
  );
}
