import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleSummaryView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { summaryMark } from './sale-mark.ts';
import classes from './sales-screen.module.css';

const ROW_HEIGHT = 76;

export interface SaleListProps {
  readonly sales: readonly SaleSummaryView[];
  readonly selectedId: string | null;
  readonly onSelect: (saleId: string) => void;
  readonly onNearEnd: (() => void) | null;
}

export function SaleList({ sales, selectedId, onSelect, onNearEnd }: SaleListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow(60_000);
  const rows = useVirtualizer({
    count: sales.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const visible = rows.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;

  useEffect(() => {
    if (onNearEnd && lastVisible >= sales.length - 10) onNearEnd();
  }, [onNearEnd, lastVisible, sales.length]);

  return (
    <div ref={scroller} className={classes['scroller']}>
      <div className={classes['content']} style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index, key, start }) => {
          const sale = sales[index];
          return sale ? (
            <SaleRow
              key={key}
              sale={sale}
              top={start}
              nowMs={now}
              selected={sale.id === selectedId}
              onSelect={onSelect}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

interface SaleRowProps {
  readonly sale: SaleSummaryView;
  readonly top: number;
  readonly nowMs: number;
  readonly selected: boolean;
  readonly onSelect: (saleId: string) => void;
}

function SaleRow({ sale, top, nowMs, selected, onSelect }: SaleRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mark = summaryMark(sale);
  const moment = formatMoment(sale.closedAt ?? sale.openedAt, language, nowMs);
  return (
    <button
      type="button"
      className={classes['row']}
      style={{ transform: `translateY(${top}px)` }}
      data-testid="sale-row"
      data-sale-id={sale.id}
      data-state={sale.state}
      aria-current={selected ? 'true' : undefined}
      onClick={() => onSelect(sale.id)}
    >
      <span className={classes['title']}>{sale.title === '' ? t('sales.untitled') : sale.title}</span>
      <Amount value={sale.total} className={classes['amount']} />
      <span className={classes['meta']}>
        {[moment, sale.receiptNumber, t('sell.items', { count: sale.lineCount })]
          .filter((part) => part !== null)
          .join(' · ')}
      </span>
      <span className={classes['state']} data-state={sale.state} data-mark={mark ?? undefined}>
        {mark === null ? t(`sales.state.${sale.state}`) : t(`sales.mark.${mark}`)}
      </span>
    </button>
  );
}
