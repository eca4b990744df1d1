import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';
import classes from './cards.module.css';
import { useCardsErrorWords } from './use-cards-error-words.ts';

export interface CardsProblemProps {
  readonly error: unknown;
  /** Asks again; without it there is nothing to press. */
  readonly onRetry?: (() => unknown) | undefined;
}

/** Why the issuer's answer is not here, and what to press. */
export function CardsProblem({ error, onRetry }: CardsProblemProps) {
  const { t } = useTranslation();
  const { title, remedy } = useCardsErrorWords()(error);
  return (
    <Note tone="bad" title={title} testId="cards-problem">
      <p>{remedy}</p>
      {onRetry ? (
        <Button
          variant="default"
          className={classes['alone']}
          data-testid="cards-retry"
          onClick={() => void onRetry()}
        >
          {t('common.retry')}
        </Button>
      ) : null}
    </Note>
  );
}
