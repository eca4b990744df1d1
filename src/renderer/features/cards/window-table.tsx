import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWide } from '../../components/use-wide.ts';
import { GRID_CELL, GRID_GROUP, GRID_HEADING, gridRole, rowRole } from '../products/grid-roles.ts';
import type { ListWindow } from './use-list-window.ts';
import { useRowKeys } from './use-row-keys.ts';
import classes from './window-table.module.css';

/** The headings stay on top of the rows. */
const HEAD_HEIGHT = 44;
/** On a narrow screen a row has two lines. */
const ROW_HEIGHT = { wide: 56, narrow: 72 } as const;
/** Below the last row: a notice stands over it, and over no row that cannot be scrolled away from under it. */
const END_ROOM = 88;

/** A cell is hidden where there is no room but for two. */
export interface Column {
  readonly name: 'main' | 'more' | 'short' | 'state' | 'end';
  readonly words: string;
}

export interface WindowTableProps<T> {
  /** Says which columns there are, and how wide. */
  readonly kind: 'cards' | 'holders' | 'transactions';
  readonly label: string;
  readonly columns: readonly Column[];
  readonly list: ListWindow<T>;
  /** The cells of a row, as many as there are columns. */
  readonly cells: (row: T) => readonly ReactNode[];
  readonly idOf: (row: T) => string;
  /** Null where a row is only read. */
  readonly onOpen: ((row: T) => void) | null;
  /** Keeps how far it was scrolled, for when it is shown again. */
  readonly scrolled?: RefObject<number> | undefined;
}

/** A list of the issuer's as a dense table: only the rows in sight exist, so that fifty thousand are as quick as ten. */
export function WindowTable<T>(props: WindowTableProps<T>) {
  const { kind, label, columns, list } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRows(props, scroller);
  const keys = useRowKeys({ ...props, scroller, scrollTo: (index) => rows.scrollToIndex(index) });
  useNewList(list.key, () => {
    keys.reset();
    if ((rows.scrollOffset ?? 0) > 0) scroller.current?.scrollTo({ top: 0 });
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a grid, see grid-roles.ts
    <div
      {...gridRole(label, list.extent.rows, false)}
      className={classes['table']}
      data-kind={kind}
      data-testid={`${kind}-table`}
      onKeyDown={keys.onKeyDown}
    >
      <div ref={scroller} className={classes['scroller']} data-testid={`${kind}-scroller`}>
        <TableHead columns={columns} />
        <div className={classes['content']} {...GRID_GROUP} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => (
            <Place
              key={index}
              {...props}
              index={index}
              top={start - HEAD_HEIGHT}
              reachable={index === keys.active}
              onPress={keys.onPress}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Which rows are in sight; the list is told, so that theirs are asked for. */
function useRows<T>({ list, scrolled }: WindowTableProps<T>, scroller: RefObject<HTMLDivElement | null>) {
  const rowHeight = ROW_HEIGHT[useWide() ? 'wide' : 'narrow'];
  const rows = useVirtualizer({
    count: list.places,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    paddingEnd: END_ROOM,
    initialOffset: () => scrolled?.current ?? 0,
  });
  const visible = rows.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (scrolled) scrolled.current = rows.scrollOffset ?? 0;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows in sight are what matters
  useEffect(() => list.onRange(first, last), [first, last, list.places, list.key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is measured anew
  useEffect(() => rows.measure(), [rowHeight]);
  return rows;
}

/** Another list starts at its top; the first one where it was left. */
function useNewList(key: string, onNew: () => void): void {
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    onNew();
  });
}

function TableHead({ columns }: Pick<WindowTableProps<never>, 'columns'>) {
  return (
    <div {...GRID_GROUP} className={classes['headGroup']}>
      <div {...rowRole(null)} className={classes['head']}>
        {columns.map(({ name, words }) => (
          <span key={name} {...GRID_HEADING} className={classes[name]}>
            {words}
          </span>
        ))}
      </div>
    </div>
  );
}

interface PlaceProps<T> extends WindowTableProps<T> {
  readonly index: number;
  readonly top: number;
  /** Reached by Tab: one row of the table is, the others by arrows. */
  readonly reachable: boolean;
  readonly onPress: (index: number) => void;
}

/** One place of the list: its row, or as much room until it comes, so that nothing moves then. */
function Place<T>(props: PlaceProps<T>) {
  const { kind, columns, list, cells, idOf, onOpen, index, top, reachable, onPress } = props;
  const { t } = useTranslation();
  const slot = list.slotAt(index);
  const row = slot.kind === 'row' ? slot.row : null;
  const words = row === null ? [] : cells(row);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a row, see grid-roles.ts
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table answers Enter for all its rows
    <div
      {...rowRole(index)}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)` }}
      data-testid={row === null ? undefined : `${kind}-row`}
      data-id={row === null ? undefined : idOf(row)}
      data-index={index}
      data-state={slot.kind}
      data-opens={onOpen !== null && row !== null}
      tabIndex={reachable ? 0 : -1}
      onClick={() => onPress(index)}
    >
      {row === null ? (
        <span {...GRID_CELL} className={classes[slot.kind]}>
          {slot.kind === 'unreadable' ? t('issuedCards.read.unreadableRow') : null}
        </span>
      ) : (
        columns.map(({ name }, place) => (
          <span key={name} {...GRID_CELL} className={classes[name]}>
            {words[place]}
          </span>
        ))
      )}
    </div>
  );
}

export interface TwoLinesProps {
  readonly first: ReactNode;
  /** Always there. */
  readonly second?: string | undefined;
  /** Where there are no columns for it. */
  readonly narrow: string;
}

/** What a cell says first, and smaller below it. */
export function TwoLines({ first, second = '', narrow }: TwoLinesProps) {
  return (
    <span className={classes['lines']}>
      <span className={classes['first']}>{first}</span>
      {second === '' ? null : <span className={classes['second']}>{second}</span>}
      {narrow === '' ? null : <span className={classes['narrow']}>{narrow}</span>}
    </span>
  );
}
