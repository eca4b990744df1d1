import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BooksStatusView } from '../../../contract/views.ts';
import { Note } from '../../components/note.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import settingsClasses from '../settings/settings-screen.module.css';
import { AcceptAnchorDialog } from './accept-anchor-dialog.tsx';
import classes from './books.module.css';
import { faultWords, isForPerson, percentOf, progressWords } from './books-words.ts';
import { useCancelCheck, useCheckBooks } from './mutations.ts';
import { useBooks } from './queries.ts';

/** Whether the books agree with their journal, and the journal with its anchor. */
export function BooksCard() {
  const { t } = useTranslation();
  const books = useBooks().data;
  const check = useCheckBooks();
  if (!books) return null;
  return (
    <section className={settingsClasses['card']} aria-labelledby="settings-books" data-testid="books-card">
      <h3 id="settings-books">{t('books.title')}</h3>
      <p className={settingsClasses['plain']}>{t('books.body')}</p>
      <LastCheck last={books.last} />
      <AnchorState anchor={books.anchor} />
      {books.running ? (
        <Progress running={books.running} />
      ) : (
        <div className={settingsClasses['actions']}>
          <Button
            variant="default"
            data-testid="books-check"
            disabled={check.isPending}
            onClick={() => check.mutate({})}
          >
            {t('books.check')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Progress({ running }: { readonly running: NonNullable<BooksStatusView['running']> }) {
  const { t } = useTranslation();
  const cancel = useCancelCheck();
  const words = progressWords(t, running);
  return (
    <div className={classes['progress']} data-testid="books-progress">
      <div>
        <p aria-live="polite">{words}</p>
        <progress className={classes['bar']} aria-label={words} max={100} value={percentOf(running)} />
      </div>
      <Button
        variant="default"
        data-testid="books-cancel"
        disabled={cancel.isPending}
        onClick={() => cancel.mutate({})}
      >
        {t('common.cancel')}
      </Button>
    </div>
  );
}

function LastCheck({ last }: Pick<BooksStatusView, 'last'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  if (!last) return <p data-testid="books-last">{t('books.never')}</p>;
  const at = formatMoment(last.at, language, now);
  if (last.faultCount === 0) {
    return (
      <Note tone="good" title={t('books.agree')} testId="books-last">
        <p>{t('books.checkedAt', { at, count: last.entries })}</p>
      </Note>
    );
  }
  return (
    <Note tone="bad" title={t('books.faults', { count: last.faultCount })} testId="books-last">
      <p>{t('books.faultsAdvice')}</p>
      <p>{t('books.checkedAt', { at, count: last.entries })}</p>
      <Faults faults={last.faults} more={last.faultCount - last.faults.length} />
    </Note>
  );
}

interface FaultsProps {
  readonly faults: NonNullable<BooksStatusView['last']>['faults'];
  /** Found, and not kept. */
  readonly more: number;
}

function Faults({ faults, more }: FaultsProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes['faults']}>
      {faults.map((fault) => {
        const { what, where } = faultWords(t, fault);
        return (
          <li key={`${fault.kind} ${where}`} data-testid="books-fault" data-kind={fault.kind}>
            {what}
            <span className={classes['where']}>{where}</span>
          </li>
        );
      })}
      {more > 0 ? <li>{t('books.more', { count: more })}</li> : null}
    </ul>
  );
}

function AnchorState({ anchor }: Pick<BooksStatusView, 'anchor'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const [asking, setAsking] = useState(false);
  const { state, place, at } = anchor;
  const where = t(`books.place.${place}`);
  if (!isForPerson(state)) {
    return (
      <p data-testid="books-anchor" data-state={state}>
        {t(`books.anchor.${state}`, { where, at: at === null ? '' : formatMoment(at, language, now) })}
      </p>
    );
  }
  return (
    <div data-testid="books-anchor" data-state={state}>
      <Note tone={state === 'missing' ? 'warn' : 'bad'} title={t(`books.anchorTitle.${state}`)}>
        <p>{t(`books.anchorBody.${state}`)}</p>
        <div className={settingsClasses['actions']}>
          <Button variant="default" data-testid="books-accept" onClick={() => setAsking(true)}>
            {t('books.newAnchor')}
          </Button>
        </div>
      </Note>
      {asking ? <AcceptAnchorDialog seen={state} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
