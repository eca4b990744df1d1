import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import type { Counts } from './dry-run-step.tsx';
import classes from './exchange.module.css';
import { isStale, useApplyImport, useCancelImport, usePlanImport } from './mutations.ts';
import { offSale, willHappen } from './will-happen.ts';

export interface ApplyBarProps {
  readonly work: ImportView;
  readonly counts: Counts;
  readonly onRevise: () => void;
}

/** What one press would do, before it is pressed. */
export function ApplyBar({ work, counts, onRevise }: ApplyBarProps) {
  const { t } = useTranslation();
  const apply = useApplyImport();
  const cancel = useCancelImport();
  const { importId } = work;
  const waiting = apply.isPending || cancel.isPending;
  const changes = counts.added + counts.changed + offSale(work, counts);
  if (isStale(apply.error)) return <StaleBar work={work} />;
  return (
    <div className={classes['foot']}>
      <div data-testid="import-will">
        <ApplyWords t={t} work={work} counts={counts} changes={changes} />
      </div>
      <div className={classes['actions']}>
        <Button
          variant="default"
          disabled={waiting}
          data-testid="import-cancel"
          onClick={() => cancel.mutate({ importId })}
        >
          {t('exchange.cancelImport')}
        </Button>
        <Button variant="default" disabled={waiting} data-testid="change-columns" onClick={onRevise}>
          {t('exchange.changeColumns')}
        </Button>
        <Button
          data-testid="import-apply"
          disabled={waiting || changes === 0}
          onClick={() => apply.mutate({ importId })}
        >
          {t('exchange.apply')}
        </Button>
      </div>
    </div>
  );
}

interface ApplyWordsProps {
  readonly t: TFunction;
  readonly work: ImportView;
  readonly counts: Counts;
  readonly changes: number;
}

function ApplyWords({ t, work, counts, changes }: ApplyWordsProps) {
  if (changes === 0) {
    return <p>{t(counts.refused > 0 ? 'exchange.nothingButRefused' : 'exchange.nothingToDo')}</p>;
  }
  return (
    <>
      <p className={classes['strong']}>{willHappen(t, work, counts)}</p>
      <p className={classes['soft']}>{t('exchange.onePress')}</p>
    </>
  );
}

/** Somebody has changed the catalogue: what this dry run says is not what would happen. */
function StaleBar({ work }: { readonly work: ImportView }) {
  const { t } = useTranslation();
  const plan = usePlanImport();
  const { importId, options, source } = work;
  if (source === null) return null;
  return (
    <div className={classes['foot']} role="alert" data-testid="import-stale">
      <div>
        <p className={classes['remark']}>{t('exchange.stale')}</p>
        <p className={classes['soft']}>{t('exchange.staleBody')}</p>
      </div>
      <div className={classes['actions']}>
        <Button
          disabled={plan.isPending}
          data-testid="import-again"
          onClick={() => plan.mutate({ importId, mapping: source.mapping, options })}
        >
          {t('exchange.runAgain')}
        </Button>
      </div>
    </div>
  );
}
