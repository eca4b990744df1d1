import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRowView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import classes from './dry-run-step.module.css';
import { reasonWords } from './reason-words.ts';
import { RowFields } from './row-fields.tsx';

/** Of a row without differences; others are measured. */
const ROW_HEIGHT = 48;
/** The next page is asked for so many rows before the end. */
const NEAR_END = 20;

export interface RowListProps {
  readonly rows: readonly ImportRowView[];
  readonly more: boolean;
  readonly onNearEnd: (() => void) | null;
}

/** The dry run in the order of the file; only what is seen exists. */
export function RowList({ rows, more, onNearEnd }: RowListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ROW_HEIGHT + 24 * (rows[index]?.fields.length ?? 0),
    overscan: 8,
  });
  const visible = list.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;

  useEffect(() => {
    if (onNearEnd && lastVisible >= rows.length - NEAR_END) onNearEnd();
  }, [onNearEnd, lastVisible, rows.length]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach that
    <section ref={scroller} className={classes['scroller']} aria-label={t('exchange.rows')} tabIndex={0}>
      <ul className={classes['content']} style={{ height: list.getTotalSize() }}>
        {visible.map(({ index, key, start }) => {
          const row = rows[index];
          return row ? (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)` }}
              data-testid="import-row"
              data-outcome={row.outcome}
            >
              <ImportRow row={row} />
            </li>
          ) : null;
        })}
      </ul>
      {more ? <p className={classes['more']}>{t('exchange.moreRows')}</p> : null}
    </section>
  );
}

function ImportRow({ row }: { readonly row: ImportRowView }) {
  const { t } = useTranslation();
  const { outcome, reason } = row;
  return (
    <>
      <span className={classes['number']}>
        {row.row === null ? '' : t('exchange.rowNumber', { n: row.row })}
      </span>
      <span className={classes['outcome']} data-outcome={outcome}>
        {t(`exchange.rowOutcome.${outcome}`)}
      </span>
      <div className={classes['what']}>
        <p className={classes['name']}>
          {row.name === '' ? <em>{t('exchange.noName')}</em> : row.name}
          {row.variantName === '' ? null : <span className={classes['variant']}>{row.variantName}</span>}
        </p>
        {reason === null ? null : (
          <p className={classes['reason']} data-testid="row-reason">
            {reasonWords(t, reason)}
          </p>
        )}
        <RowFields row={row} />
      </div>
      {row.amount === null ? null : <Amount value={row.amount} className={classes['amount']} />}
    </>
  );
}
