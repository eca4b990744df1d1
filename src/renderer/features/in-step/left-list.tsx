import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import classes from './in-step.module.css';
import { canBeDecided, type InStepStatus, type Left } from './place.ts';
import { useLeft } from './queries.ts';

/** What the newest push has not brought into step, and why; of what is not known a person can say what became of it. */
export function LeftList({ status }: { readonly status: InStepStatus }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useLeft(status);
  const [asked, setAsked] = useState<Left | null>(null);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const open = status.phase === 'paused' || status.phase === 'stopped';
  return (
    <section className={classes['left']} aria-labelledby="in-step-left">
      <h2 id="in-step-left">{t('inStep.left.title')}</h2>
      <p className={classes['soft']}>
        {t(open && items.some(canBeDecided) ? 'inStep.left.later' : 'inStep.left.body')}
      </p>
      {error ? <Note tone="bad" title={words(error).title} /> : null}
      <ul className={classes['list']} data-testid="in-step-left">
        {items.map((item) => (
          <LeftItem key={item.variantId} item={item} onDecide={open ? null : setAsked} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button
          variant="default"
          className={classes['alone']}
          disabled={isFetching}
          onClick={() => void fetchNextPage()}
        >
          {t('inStep.showMore')}
        </Button>
      ) : null}
      {asked ? (
        <DecideDialog variantId={asked.variantId} name={asked.name} onClose={() => setAsked(null)} />
      ) : null}
    </section>
  );
}

interface LeftItemProps {
  readonly item: Left;
  /** Null: while the push is not over. */
  readonly onDecide: ((item: Left) => void) | null;
}

function LeftItem({ item, onDecide }: LeftItemProps) {
  const { t } = useTranslation();
  const { name, act, outcome, reason, words } = item;
  return (
    <li className={classes['item']} data-testid="in-step-left-item" data-outcome={outcome}>
      <div className={classes['itemWords']}>
        <h3>
          {name === '' ? t('inStep.untitled') : name}{' '}
          <span className={classes['act']}>{t(`inStep.left.act.${act}`)}</span>
        </h3>
        <p>{t(reason === null ? `inStep.left.outcome.${outcome}` : `inStep.left.reason.${reason}`)}</p>
        {words === '' ? null : <p className={classes['soft']}>{t('inStep.left.words', { words })}</p>}
      </div>
      {canBeDecided(item) && onDecide ? (
        <Button variant="default" data-testid="in-step-decide" onClick={() => onDecide(item)}>
          {t('inStep.left.decide')}
        </Button>
      ) : null}
    </li>
  );
}
