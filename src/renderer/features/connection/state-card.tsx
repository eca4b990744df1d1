import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppStatus, ConnectionView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import { agoWords } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from '../settings/settings-screen.module.css';
import { useCheckConnection } from './mutations.ts';
import { useProblemWords } from './problem-words.ts';
import { standingOf } from './standing.ts';
import { StateNotes } from './state-notes.tsx';

export interface StateCardProps {
  readonly connection: ConnectionView;
  readonly mode: AppStatus['mode'];
}

const MONEY = {
  demo: 'connection.demoMoney',
  test: 'connection.testMoney',
  live: 'connection.liveMoney',
} as const;

/** Whether the account works, and if not, exactly what is wrong and what to do. */
export function StateCard({ connection, mode }: StateCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { foreign } = connection;
  const amount = formatAmount(foreign.amount, language);
  return (
    <section
      className={classes['card']}
      aria-label={t('connection.stateTitle')}
      data-testid="connection-card"
    >
      <StateLine connection={connection} />
      <StateNotes connection={connection} />
      <dl className={classes['facts']}>
        <dt>{t('connection.address')}</dt>
        <dd>
          {connection.baseUrl}
          {mode === null ? null : `, ${t(MONEY[mode])}`}
        </dd>
        <dt>{t('connection.foreign')}</dt>
        <dd>
          {foreign.count === 0
            ? t('connection.foreignNone')
            : t('connection.foreignToday', { count: foreign.count, amount })}
        </dd>
        {connection.liveCount === 0 ? null : (
          <>
            <dt>{t('connection.live')}</dt>
            <dd>{connection.liveCount}</dd>
          </>
        )}
      </dl>
      <TestButton />
    </section>
  );
}

function StateLine({ connection }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation();
  const now = useNow();
  const standing = standingOf(connection);
  const { checkedAt } = connection;
  return (
    <p className={classes['standing']} role="status" data-testid="connection-state" data-state={standing}>
      <span className={classes['state']} data-state={standing}>
        {t(`connection.state.${standing}`)}
      </span>
      {checkedAt === null ? null : (
        <span className={classes['plain']}>
          {t('connection.checked', { ago: agoWords(t, checkedAt, now) })}
        </span>
      )}
    </p>
  );
}

function TestButton() {
  const { t } = useTranslation();
  const { show } = useNotices();
  const problemWords = useProblemWords();
  const check = useCheckConnection();
  const sayOutcome = ({ state, problem, signIn }: ConnectionView) => {
    if (problem) {
      const { title, remedy } = problemWords(problem.code, signIn);
      show({ tone: 'problem', title, body: remedy });
    } else if (state === 'ok') show({ tone: 'done', title: t('connection.testedOk') });
  };
  return (
    <div className={classes['actions']}>
      <Button
        variant="default"
        disabled={check.isPending}
        data-testid="connection-test"
        onClick={() => check.mutate({}, { onSuccess: sayOutcome })}
      >
        {t(check.isPending ? 'connection.testing' : 'connection.test')}
      </Button>
    </div>
  );
}
