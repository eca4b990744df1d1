import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationOutput } from '../../../contract/operations.ts';
import type { SaleView } from '../../../contract/views.ts';
import { formatQuantity } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { classNames } from '../../components/class-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { ReceiptPaper } from '../../components/receipt-paper.tsx';
import { formatDate, formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { RefundDialog } from '../refunds/refund-dialog.tsx';
import { RefundHistory } from '../refunds/refund-history.tsx';
import { totalsRows } from '../sell/totals-rows.ts';
import { useSale } from './queries.ts';
import classes from './sale-detail.module.css';
import { givenBackMinor, type SaleMark, saleMark } from './sale-mark.ts';
import { SaleAttempts } from './sale-attempts.tsx';
import { SaleTenders } from './sale-tenders.tsx';
import { SaleTimeline } from './sale-timeline.tsx';

export interface SaleDetailProps {
  readonly saleId: string;
  /** Leads back to the list where that is hidden. */
  readonly onBack: (() => void) | null;
}

/** One sale in full: lines, money, paper, and every step of its payment. */
export function SaleDetail({ saleId, onBack }: SaleDetailProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { data, error } = useSale(saleId);
  return (
    <div className={classes['frame']}>
      <article className={classes['detail']} data-testid="sale-detail">
        {onBack ? <h1 className="visually-hidden">{t('sales.title')}</h1> : null}
        {onBack ? (
          <Button
            variant="subtle"
            px={8}
            mb="xs"
            data-testid="back-to-list"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            onClick={onBack}
          >
            {t('sales.title')}
          </Button>
        ) : null}
        {error ? (
          <EmptyState icon={IconAlertTriangle} title={words(error).title} body={words(error).remedy} />
        ) : null}
        {data ? <SaleFacts facts={data} /> : null}
      </article>
    </div>
  );
}

function SaleFacts({ facts }: { readonly facts: OperationOutput<'sale.get'> }) {
  const { t } = useTranslation();
  const { sale, attempts, tenders, refunds, receipt } = facts;
  const [refunding, setRefunding] = useState(false);
  const refundable =
    sale.state === 'completed' && tenders.length > 0 && givenBackMinor(refunds) < sale.total.amountMinor;
  return (
    <>
      <SaleHead
        sale={sale}
        mark={saleMark(sale, tenders, refunds)}
        onRefund={refundable ? () => setRefunding(true) : null}
      />
      <div className={classes['columns']}>
        <div className={classes['goods']}>
          <SaleLinesTable sale={sale} />
          {tenders.length > 0 ? <SaleTenders tenders={tenders} /> : null}
          {refunds.length > 0 ? <RefundHistory refunds={refunds} lines={sale.lines} /> : null}
        </div>
        <div className={classes['steps']}>
          {attempts.length > 0 ? <SaleAttempts attempts={attempts} /> : null}
          <SaleTimeline saleId={sale.id} currency={sale.total.currency} />
        </div>
        {receipt ? (
          <section className={classNames(classes['part'], classes['paper'])}>
            <h3>{t('sales.receipt')}</h3>
            <ReceiptPaper receipt={receipt} />
          </section>
        ) : null}
      </div>
      {refunding ? (
        <RefundDialog saleId={sale.id} refunds={refunds} onClose={() => setRefunding(false)} />
      ) : null}
    </>
  );
}

interface SaleHeadProps {
  readonly sale: SaleView;
  readonly mark: SaleMark | null;
  readonly onRefund: (() => void) | null;
}

function SaleHead({ sale, mark, onRefund }: SaleHeadProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const moment = sale.closedAt ?? sale.openedAt;
  const state = mark === null ? t(`sales.state.${sale.state}`) : t(`sales.mark.${mark}`);
  return (
    <header className={classes['head']}>
      <h2>
        {sale.receiptNumber === null
          ? t(`sales.state.${sale.state}`)
          : t('payment.receiptNumber', { number: sale.receiptNumber })}
      </h2>
      <Amount value={sale.total} className={classes['total']} />
      <p className={classes['when']}>
        {[
          t(sale.closedAt === null ? 'sales.opened' : 'sales.closed'),
          formatDate(moment, language),
          formatTimeWithSeconds(moment, language),
        ].join(' ')}
        {sale.receiptNumber === null ? null : ` · ${state}`}
        {sale.purpose === 'proof' && mark !== 'proof' ? ` · ${t('sales.mark.proof')}` : null}
      </p>
      {onRefund ? (
        <Button
          variant="default"
          data-testid="refund-open"
          leftSection={<IconArrowBackUp size={20} aria-hidden />}
          onClick={onRefund}
        >
          {t('refund.open')}
        </Button>
      ) : null}
    </header>
  );
}

function SaleLinesTable({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = totalsRows(t, sale, language);
  return (
    <section className={classes['part']}>
      <h3>{t('sales.lines')}</h3>
      {sale.lines.length === 0 ? <p>{t('sales.noLines')}</p> : null}
      <table className={classes['lines']}>
        <tbody>
          {sale.lines.map((line) => (
            <tr key={line.id}>
              <td>{line.name}</td>
              <td className={classes['soft']}>
                {formatQuantity(line.quantityThousandths, language)}
                {' × '}
                <Amount value={line.unitAmount} />
              </td>
              <td>
                <Amount value={line.total} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {[...rows.before, ...rows.after].map(({ key, words, amount }) => (
            <tr key={key} className={classes['soft']}>
              <td colSpan={2}>{words}</td>
              <td>
                <Amount value={amount} />
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
    </section>
  );
}
