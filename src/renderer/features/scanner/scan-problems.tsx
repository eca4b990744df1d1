import { ActionIcon, Button } from '@mantine/core';
import { IconBarcode, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { problemsOf, remedyOf, type ScanProblem, shortCode } from './scan-problem.ts';
import classes from './scan-problems.module.css';
import { useScans } from './scanner-provider.tsx';
import { useProblemWords } from './use-problem-words.ts';

/** Beside the sale: what was scanned and not put on it, with what can be done. Nothing of the sale has changed. */
export function ScanProblems({ sale }: { readonly sale: SaleView | null }) {
  const { t } = useTranslation();
  const { problems, belong } = useScans();
  const saleId = sale?.id ?? null;
  const shown = problemsOf(problems, saleId);
  useEffect(() => {
    if (saleId !== null) belong(saleId);
  }, [saleId, belong]);
  return (
    <ul
      className={classes['problems']}
      aria-label={t('scan.problems')}
      aria-live="assertive"
      data-scan-place="true"
      data-empty={shown.length === 0}
    >
      {shown.map((problem) => (
        <ProblemRow key={problem.id} problem={problem} />
      ))}
    </ul>
  );
}

function ProblemRow({ problem }: { readonly problem: ScanProblem }) {
  const { t } = useTranslation();
  const { again, dismiss } = useScans();
  const { title, remedy } = useProblemWords()(problem.error);
  const asks = remedyOf(problem);
  const code = shortCode(problem.code);
  return (
    <li
      className={classes['problem']}
      data-tone={asks === null || asks === 'again' ? 'bad' : 'ask'}
      data-testid="scan-problem"
    >
      <IconBarcode size={24} aria-hidden className={classes['icon']} />
      <div className={classes['text']}>
        <p className={classes['title']}>{title}</p>
        <p className={classes['code']}>{code}</p>
      </div>
      <ActionIcon
        className={classes['dismiss']}
        aria-label={t('scan.dismiss', { code })}
        data-testid="scan-dismiss"
        onClick={() => dismiss(problem)}
      >
        <IconX size={20} aria-hidden />
      </ActionIcon>
      <p className={classes['remedy']}>{remedy}</p>
      {asks === null ? null : (
        <div className={classes['actions']}>
          <Button variant="default" data-testid="scan-again" onClick={() => again(problem)}>
            {t(asks === 'again' ? 'scan.again' : 'scan.addAnyway')}
          </Button>
          <Button variant="subtle" data-testid="scan-leave" onClick={() => dismiss(problem)}>
            {t('scan.leave')}
          </Button>
        </div>
      )}
    </li>
  );
}
