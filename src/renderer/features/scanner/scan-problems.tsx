import { ActionIcon, Button } from '@mantine/core';
import { IconBarcode, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
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
  const [newest, ...older] = problemsOf(problems, saleId);
  useEffect(() => {
    if (saleId !== null) belong(saleId);
  }, [saleId, belong]);
  return (
    <div className={classes['problems']} data-scan-place="true">
      <ul className={classes['list']} aria-label={t('scan.problems')} aria-live="assertive">
        {newest === undefined ? null : <ProblemRow key={newest.id} problem={newest} />}
      </ul>
      {older.length === 0 ? null : <OlderProblems problems={older} />}
    </div>
  );
}

/** Those before the newest: one row that says how many, so that the lines of the sale keep their room. */
function OlderProblems({ problems }: { readonly problems: readonly ScanProblem[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <OlderHead problems={problems} open={open} onToggle={() => setOpen(!open)} />
      {open ? (
        <ul className={classes['list']} aria-label={t('scan.more', { count: problems.length })}>
          {problems.map((problem) => (
            <ProblemRow key={problem.id} problem={problem} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

interface OlderHeadProps {
  readonly problems: readonly ScanProblem[];
  readonly open: boolean;
  readonly onToggle: () => void;
}

function OlderHead({ problems, open, onToggle }: OlderHeadProps) {
  const { t } = useTranslation();
  const { dismiss } = useScans();
  const count = problems.length;
  const Chevron = open ? IconChevronUp : IconChevronDown;
  return (
    <div className={classes['older']}>
      <button
        type="button"
        className={classes['unfold']}
        aria-expanded={open}
        data-testid="scan-more"
        onClick={onToggle}
      >
        <Chevron size={20} aria-hidden />
        <span>
          {t('scan.more', { count })}
          <span className="visually-hidden">{`: ${t('scan.problems')}`}</span>
        </span>
      </button>
      <ActionIcon
        aria-label={t('scan.dismissOlder', { count })}
        data-testid="scan-dismiss-older"
        onClick={() => {
          for (const problem of problems) dismiss(problem);
        }}
      >
        <IconX size={20} aria-hidden />
      </ActionIcon>
    </div>
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
