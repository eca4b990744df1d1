import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import type { Source } from './columns-step.tsx';
import classes from './exchange.module.css';
import { columnName } from './file-words.ts';
import { type MappingProblem, mappingProblems, missingFields } from './mapping.ts';
import type { Reading } from './memory.ts';
import { useCancelImport, usePlanImport } from './mutations.ts';

export interface ColumnsBarProps {
  readonly work: ImportView;
  readonly source: Source;
  readonly reading: Reading;
  /** What was set here is not needed any more: it was sent, or is given up. */
  readonly onDone: () => void;
}

/** What is still wrong with the columns, and the way on. */
export function ColumnsBar({ work, source, reading, onDone }: ColumnsBarProps) {
  const { t } = useTranslation();
  const plan = usePlanImport();
  const cancel = useCancelImport();
  const { importId } = work;
  const problems = mappingProblems(reading.mapping);
  const waiting = plan.isPending || cancel.isPending;
  return (
    <div className={classes['foot']}>
      <BarWords source={source} reading={reading} problems={problems} />
      <div className={classes['actions']}>
        {work.phase === 'planned' ? (
          <Button variant="default" disabled={waiting} data-testid="back-to-dry-run" onClick={onDone}>
            {t('exchange.backToDryRun')}
          </Button>
        ) : (
          <Button
            variant="default"
            disabled={waiting}
            data-testid="import-cancel"
            onClick={() => cancel.mutate({ importId }, { onSuccess: onDone })}
          >
            {t('exchange.cancelImport')}
          </Button>
        )}
        <Button
          data-testid="import-plan"
          disabled={waiting || problems.length > 0}
          rightSection={<IconArrowRight size={20} aria-hidden />}
          onClick={() => plan.mutate({ importId, ...reading }, { onSuccess: onDone })}
        >
          {t('exchange.startDryRun')}
        </Button>
      </div>
    </div>
  );
}

interface BarWordsProps {
  readonly source: Source;
  readonly reading: Reading;
  readonly problems: readonly MappingProblem[];
}

function BarWords({ source, reading, problems }: BarWordsProps) {
  const { t } = useTranslation();
  const [first] = problems;
  if (first) {
    return (
      <p className={classes['problem']} role="status" data-testid="mapping-problem">
        {first.kind !== 'double'
          ? t(`exchange.mappingProblem.${first.kind}`)
          : t('exchange.mappingProblem.double', {
              field: t(`exchange.field.${first.field}`),
              columns: first.columns
                .map((column) => t('exchange.quoted', { text: columnName(t, source.headers, column) }))
                .join(', '),
            })}
      </p>
    );
  }
  const [missing] = missingFields(reading.mapping);
  if (missing) {
    return (
      <p className={classes['remark']} role="status" data-testid="mapping-remark">
        {t(missing === 'name' ? 'exchange.mappingRemark.noName' : 'exchange.mappingRemark.noPrice')}
      </p>
    );
  }
  return (
    <p className={classes['soft']} role="status">
      {t('exchange.dryRunHint')}
    </p>
  );
}
