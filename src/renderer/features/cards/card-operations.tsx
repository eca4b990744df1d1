import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCardOperations } from '../../queries/cards.ts';
import { OperationLists } from './activity.tsx';
import classes from './cards.module.css';
import { CardsProblem } from './cards-problem.tsx';

/** What was asked of the issuer for one card; what has no known end first. */
export function CardOperations({ cardId }: { readonly cardId: string }) {
  const { t } = useTranslation();
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useCardOperations(cardId);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes['section']} aria-labelledby="card-asked" data-testid="card-operations">
      <h3 id="card-asked">{t('issuedCards.card.operations')}</h3>
      {error ? <CardsProblem error={error} onRetry={refetch} /> : null}
      {data && items.length === 0 ? (
        <p className={classes['quiet']}>{t('issuedCards.card.noOperations')}</p>
      ) : null}
      <OperationLists items={items} />
      {hasNextPage ? (
        <Button
          variant="default"
          className={classes['alone']}
          disabled={isFetching}
          data-testid="card-operations-more"
          onClick={() => void fetchNextPage()}
        >
          {t('issuedCards.card.moreOperations')}
        </Button>
      ) : null}
    </section>
  );
}
