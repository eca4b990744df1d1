import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SaleView, TenderView } from '../../../contract/views.ts';
import { formatQuantity } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { classNames } from '../../components/class-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { ReceiptPaper } from '../../components/receipt-paper.tsx';
import { formatDate, formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSale } from './queries.ts';
import classes from './sale-detail.module.css';
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
        {data ? (
          <>
            <SaleHead sale={data.sale} />
            <div className={classes['columns']}>
              <div className={classes['goods']}>
                <SaleLinesTable sale={data.sale} />
                {data.tenders.length > 0 ? <Tenders tenders={data.tenders} /> : null}
              </div>
              <div className={classes['steps']}>
                <SaleTimeline attempts={data.attempts} />
              </div>
              {data.receipt ? (
                <section className={classNames(classes['part'], classes['paper'])}>
                  <h3>{t('sales.receipt')}</h3>
                  <ReceiptPaper receipt={data.receipt} />
                </section>
              ) : null}
            </div>
          </>
        ) : null}
      </article>
    </div>
  );
}

function SaleHead({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const moment = sale.closedAt ?? sale.openedAt;
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
        {sale.receiptNumber === null ? null : ` · ${t(`sales.state.${sale.state}`)}`}
      </p>
    </header>
  );
}

function SaleLinesTable({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation();
  const language = useLanguage();
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
      </table>
    </section>
  );
}

function Tenders({ tenders }: { readonly tenders: readonly TenderView[] }) {
  const { t } = useTranslation();
  return (
    <section className={classes['part']}>
      <h3>{t('sales.tenders')}</h3>
      {tenders.map((tender) => (
        <dl key={tender.id} className={classes['facts']}>
          <dt>{t('sales.paymentLink')}</dt>
          <dd>
            <Amount value={tender.amount} />
          </dd>
          {tender.amountWithFee ? (
            <>
              <dt>{t('sales.withFee')}</dt>
              <dd>
                <Amount value={tender.amountWithFee} />
              </dd>
            </>
          ) : null}
          {tender.amountDest ? (
            <>
              <dt>{t('sales.arrives')}</dt>
              <dd>
                <Amount value={tender.amountDest} />
              </dd>
            </>
          ) : null}
          {tender.providerTransactionId === null ? null : (
            <>
              <dt className={classes['meta']}>{t('sales.transaction')}</dt>
              <dd className={classes['meta']}>{tender.providerTransactionId}</dd>
            </>
          )}
        </dl>
      ))}
    </section>
  );
}
