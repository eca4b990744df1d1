import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox, type SearchBoxWords } from '../../components/search-box.tsx';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { takesLetters } from '../products/typing-target.ts';
import { CardsProblem } from './cards-problem.tsx';
import classes from './list-room.module.css';
import type { ListWindow } from './use-list-window.ts';

export interface ListRoomProps {
  readonly testId: string;
  /** What narrows the list down, and what can be done besides. */
  readonly tools: ReactNode;
  /** How many there are, in words. */
  readonly count: string;
  readonly list: ListWindow<unknown>;
  /** Said instead of the table, where there is nothing in it. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a list at the issuer: its tools, how long it is, what could not be read, and the table. */
export function ListRoom({ testId, tools, count, list, empty, children }: ListRoomProps) {
  const { t } = useTranslation();
  const isEmpty = list.ready && list.extent.exact && list.extent.rows === 0;
  return (
    <div className={classes['room']} data-testid={testId}>
      <div className={classes['tools']}>{tools}</div>
      {list.error === null ? null : (
        <div className={classes['problem']}>
          <CardsProblem error={list.error} onRetry={list.retry} />
        </div>
      )}
      <p className={classes['count']} aria-live="polite" data-testid={`${testId}-count`}>
        {list.ready && !isEmpty ? count : null}
        {list.unreadable === 0 ? null : (
          <span className={classes['unreadable']}>
            {t('issuedCards.read.unreadable', { count: list.unreadable })}
          </span>
        )}
      </p>
      {isEmpty ? empty : list.error !== null && !list.ready ? null : children}
    </div>
  );
}

export interface ListSearchProps {
  readonly text: string;
  readonly words: SearchBoxWords;
  readonly testId: string;
  readonly onChange: (text: string) => void;
}

/** The field that narrows a list down; `/` leads to it. */
export function ListSearch(props: ListSearchProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
    if (event.key !== '/' && event.code !== 'F2') return;
    event.preventDefault();
    field.current?.focus();
  });
  return <SearchBox {...props} ref={field} className={classes['search']} shortcuts="/ F2" hint="/" />;
}

/** A way out of a list that finds nothing. */
export function ShowAll({ words, onPress }: { readonly words: string; readonly onPress: () => void }) {
  return (
    <Button variant="default" data-testid="show-all" onClick={onPress}>
      {words}
    </Button>
  );
}
