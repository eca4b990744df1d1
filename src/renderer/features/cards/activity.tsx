import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardOperationView } from '../../../contract/views.ts';
import { isCardOperationOpen } from '../../../domain/card-operation.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useCardOperations } from '../../queries/cards.ts';
import { ActivityRow } from './activity-row.tsx';
import { CardsProblem } from './cards-problem.tsx';
import classes from './cards.module.css';
import { DecideDialog } from './decide-dialog.tsx';
import { useCardsRole } from './use-cards-role.ts';

/** What was asked of the issuer, and how it ended: what has no known end first. */
export function Activity() {
  const { t } = useTranslation();
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useCardOperations(null);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={classes['scroll']}>
      <div className={classes['inner']} data-testid="cards-activity">
        {error ? <CardsProblem error={error} onRetry={refetch} /> : null}
        {data && items.length === 0 ? (
          <EmptyState
            icon={IconListCheck}
            title={t('cards.activity.emptyTitle')}
            body={t('cards.activity.emptyBody')}
          />
        ) : (
          <p className={classes['quiet']}>{t('cards.activity.intro')}</p>
        )}
        <OperationLists items={items} />
        {hasNextPage ? (
          <Button
            variant="default"
            className={classes['alone']}
            disabled={isFetching}
            data-testid="activity-more"
            onClick={() => void fetchNextPage()}
          >
            {t('cards.activity.more')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

export interface OperationListsProps {
  readonly items: readonly CardOperationView[];
}

/** Those of unknown end stand apart; also the operations of one card are shown so. */
export function OperationLists({ items }: OperationListsProps) {
  const { t } = useTranslation();
  const acts = useCardsRole() === 'acts';
  const [deciding, setDeciding] = useState<string | null>(null);
  const open = items.filter(({ state }) => isCardOperationOpen(state));
  const ended = items.filter(({ state }) => !isCardOperationOpen(state));
  const decided = items.find(({ id }) => id === deciding);
  const onDecide = acts ? setDeciding : null;
  return (
    <>
      {open.length > 0 ? (
        <section className={classes['section']} aria-labelledby="activity-open" data-testid="activity-open">
          <h2 id="activity-open">{t('cards.activity.openTitle')}</h2>
          <p className={classes['quiet']}>{t('cards.activity.openBody')}</p>
          <Rows items={open} onDecide={onDecide} />
        </section>
      ) : null}
      {ended.length > 0 ? (
        <section className={classes['section']} aria-labelledby="activity-ended">
          <h2 id="activity-ended">{t('cards.activity.earlier')}</h2>
          <Rows items={ended} onDecide={null} />
        </section>
      ) : null}
      {decided && isCardOperationOpen(decided.state) ? (
        <DecideDialog operation={decided} onClose={() => setDeciding(null)} />
      ) : null}
    </>
  );
}

interface RowsProps {
  readonly items: readonly CardOperationView[];
  readonly onDecide: ((operationId: string) => void) | null;
}

function Rows({ items, onDecide }: RowsProps) {
  return (
    <ul className={classes['list']}>
      {items.map((operation) => (
        <ActivityRow key={operation.id} operation={operation} onDecide={onDecide} />
      ))}
    </ul>
  );
}
