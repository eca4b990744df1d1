import { Button } from '@mantine/core';
import { IconReportMoney } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedReportView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatDate, formatTime } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useZList } from './queries.ts';
import { ZDialog } from './report-dialog.tsx';
import classes from './shift-screen.module.css';

/** Every Z, newest first; one of them as on paper. */
export function ReportsCard() {
  const { t } = useTranslation();
  const list = useZList();
  const [shown, setShown] = useState<ListedReportView | null>(null);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes['card']} aria-labelledby="shift-reports">
      <h2 id="shift-reports">{t('shift.reports')}</h2>
      {list.data && items.length === 0 ? (
        <EmptyState icon={IconReportMoney} title={t('shift.noReports')} body={t('shift.noReportsBody')} />
      ) : null}
      <ul className={classes['reports']} data-testid="shift-reports">
        {items.map((one) => (
          <li key={`${one.epoch}-${one.number}`}>
            <button type="button" className={classes['report']} onClick={() => setShown(one)}>
              <ReportRow report={one} />
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          variant="default"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('shift.moreReports')}
        </Button>
      ) : null}
      {shown ? <ZDialog place={shown} onClose={() => setShown(null)} /> : null}
    </section>
  );
}

function ReportRow({ report }: { readonly report: ListedReportView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const moment = `${formatDate(report.at, language)}, ${formatTime(report.at, language)}`;
  return (
    <>
      <b>{t('shift.zName', { name: report.name })}</b>
      <Amount value={report.sales} className={classes['amount']} />
      <span className={classes['soft']}>{moment}</span>
      <span className={classes['soft']}>
        {t('shift.sales', { count: report.saleCount })}
        <Difference value={report.overShort} />
      </span>
    </>
  );
}

function Difference({ value }: { readonly value: ListedReportView['overShort'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (value === null) return null;
  if (value.amountMinor === 0) return <> · {t('shift.drawerExact')}</>;
  const amount = formatAmount({ ...value, amountMinor: Math.abs(value.amountMinor) }, language);
  return (
    <span className={classes['differs']}>
      {' · '}
      {t(value.amountMinor > 0 ? 'shift.end.over' : 'shift.end.short', { amount })}
    </span>
  );
}
