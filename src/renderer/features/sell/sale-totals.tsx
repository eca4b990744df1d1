import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { PaidParts } from '../tenders/paid-parts.tsx';
import classes from './sale-totals.module.css';
import { type TotalsRow, totalsRows } from './totals-rows.ts';

export interface SaleTotalsProps {
  readonly sale: SaleView;
  readonly onTakeBack: (tenderId: string) => void;
}

/** What the sale comes to, why, what of it is paid, and what is left. */
export function SaleTotals({ sale, onTakeBack }: SaleTotalsProps) {
  const { t } = useTranslation();
  const rows = totalsRows(t, sale, useLanguage());
  const partPaid = sale.tenders.length > 0;
  return (
    <div className={classes['totals']} data-testid="totals">
      <Rows rows={rows.before} />
      <p className={classes['total']} data-weight={partPaid ? 'soft' : 'full'}>
        <span>{t('sell.total')}</span>
        <span data-testid="total">
          <Amount value={sale.total} />
        </span>
      </p>
      <Rows rows={rows.after} />
      {partPaid ? (
        <>
          <PaidParts tenders={sale.tenders} onTakeBack={onTakeBack} />
          <p className={classes['total']} data-weight="full">
            <span>{t('tenders.left')}</span>
            <span data-testid="remaining">
              <Amount value={sale.remaining} />
            </span>
          </p>
        </>
      ) : null}
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly TotalsRow[] }) {
  return rows.map(({ key, words, amount }) => (
    <p key={key} className={classes['row']} data-testid={`totals-${key.split('-')[0]}`}>
      <span className={classes['words']}>{words}</span>
      <Amount value={amount} />
    </p>
  ));
}
