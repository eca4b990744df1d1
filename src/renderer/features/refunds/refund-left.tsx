import { useTranslation } from 'react-i18next';
import type { RefundOptionsView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import classes from './refund-dialog.module.css';

/** What was paid, what went back, what is left: three figures in a row. */
export function RefundLeft({ options }: { readonly options: RefundOptionsView }) {
  const { t } = useTranslation();
  return (
    <div>
      <dl className={classes['left']}>
        <div>
          <dt>{t('refund.paid')}</dt>
          <dd>
            <Amount value={options.paid} />
          </dd>
        </div>
        <div>
          <dt>{t('refund.refunded')}</dt>
          <dd>
            <Amount value={options.refunded} />
          </dd>
        </div>
        <div>
          <dt>{t('refund.left')}</dt>
          <dd className={classes['strong']}>
            <Amount value={options.refundable} />
          </dd>
        </div>
      </dl>
      {options.refundable.amountMinor <= 0 && options.paid.amountMinor > 0 ? (
        <p>{t('refund.nothingLeft')}</p>
      ) : null}
    </div>
  );
}
