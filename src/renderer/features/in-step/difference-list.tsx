import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './comparison.module.css';
import { DifferenceRow } from './difference-row.tsx';
import { type Difference, hasTwoSides } from './place.ts';

/** Estimates; rows are measured. */
const ROW_HEIGHT = 72;
const FIELD_HEIGHT = 32;
/** The next page is asked for so many rows before the end. */
const NEAR_END = 20;

export interface DifferenceListProps {
  readonly rows: readonly Difference[];
  readonly listOffered: boolean;
  readonly pending: boolean;
  readonly more: boolean;
  readonly onNearEnd: (() => void) | null;
  readonly onDecide: (difference: Difference) => void;
}

/** Only what is seen exists: there may be very many. */
export function DifferenceList(props: DifferenceListProps) {
  const { rows, listOffered, pending, more, onNearEnd, onDecide } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    overscan: 8,
  });
  const visible = list.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;

  useEffect(() => {
    if (onNearEnd && rows.length > 0 && lastVisible >= rows.length - NEAR_END) onNearEnd();
  }, [onNearEnd, lastVisible, rows.length]);

  return (
    <div className={classes['frame']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach that */}
      <section ref={scroller} className={classes['scroller']} aria-label={t('inStep.list')} tabIndex={0}>
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
                data-testid="in-step-row"
                data-kind={row.kind}
              >
                <DifferenceRow difference={row} listOffered={listOffered} onDecide={onDecide} />
              </li>
            ) : null;
          })}
        </ul>
        {pending || more ? (
          <p className={classes['more']}>{t(pending ? 'inStep.loading' : 'inStep.more')}</p>
        ) : null}
      </section>
    </div>
  );
}

function heightOf(row: Difference | undefined): number {
  if (!row || !hasTwoSides(row.kind)) return ROW_HEIGHT;
  return ROW_HEIGHT - 20 + FIELD_HEIGHT * row.fields.length;
}
