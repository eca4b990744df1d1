import { SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RefundOptionsView } from '../../../contract/views.ts';
import type { DraftProblem, RefundDraft, RefundScope } from './refund-draft.ts';
import { RefundLines } from './refund-lines.tsx';
import classes from './refund-dialog.module.css';

const SCOPES: readonly RefundScope[] = ['all', 'lines', 'amount'];

export interface ScopeFieldProps {
  readonly options: RefundOptionsView;
  readonly draft: RefundDraft;
  readonly problem: DraftProblem | null;
  readonly onChange: (draft: RefundDraft) => void;
}

/** All that is left, lines, or an amount. */
export function ScopeField({ options, draft, problem, onChange }: ScopeFieldProps) {
  const { t } = useTranslation();
  const words = problem === null ? null : t(`refund.amountProblem.${problem}`);
  return (
    <div className={classes['scope']}>
      <p className={classes['label']}>{t('refund.what')}</p>
      <SegmentedControl
        fullWidth
        aria-label={t('refund.what')}
        data-testid="refund-scope"
        value={draft.scope}
        onChange={(scope) => onChange({ ...draft, scope })}
        data={SCOPES.map((value) => ({ value, label: t(`refund.scope.${value}`) }))}
      />
      {draft.scope === 'lines' ? <RefundLines options={options} draft={draft} onChange={onChange} /> : null}
      {draft.scope === 'lines' && words !== null ? <p className={classes['problem']}>{words}</p> : null}
      {draft.scope === 'amount' ? (
        <TextInput
          aria-label={t('refund.amount')}
          inputMode="decimal"
          autoComplete="off"
          data-testid="refund-amount"
          value={draft.amountText}
          error={words}
          onChange={(event) => onChange({ ...draft, amountText: event.currentTarget.value })}
        />
      ) : null}
    </div>
  );
}
