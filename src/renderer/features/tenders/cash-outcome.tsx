import { useTranslation } from 'react-i18next';
import { Amount } from '../../components/amount.tsx';
import type { CashDraft } from './cash-draft.ts';
import classes from './tender-sheet.module.css';

/** The change in large figures, or what is missing. */
export function CashOutcome({ cash }: { readonly cash: CashDraft }) {
  const { t } = useTranslation();
  if (cash.kind === 'wrong') {
    return (
      <div className={classes['outcome']} data-tone="wrong" role="status">
        <span className={classes['outcomeWords']}>{t(`tenders.partProblem.${cash.problem}`)}</span>
      </div>
    );
  }
  const short = cash.kind === 'short';
  const amount = short ? cash.missing : cash.change;
  const words = short ? 'missing' : amount.amountMinor === 0 ? 'noChange' : 'change';
  return (
    <div className={classes['outcome']} data-tone={cash.kind} role="status">
      <span className={classes['outcomeWords']}>{t(`tenders.${words}`)}</span>
      <span className={classes['outcomeAmount']} data-testid="cash-change">
        {words === 'noChange' ? null : <Amount value={amount} />}
      </span>
    </div>
  );
}
