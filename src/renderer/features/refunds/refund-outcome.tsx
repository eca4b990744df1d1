import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RefundView } from '../../../contract/views.ts';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { LookUpButton } from './look-up-button.tsx';
import classes from './refund-dialog.module.css';
import { RefundSteps } from './refund-steps.tsx';
import { outcomeWords, useRefusalWords } from './refund-words.ts';

export interface RefundOutcomeProps {
  readonly refund: RefundView;
  readonly onClose: () => void;
}

/** What became of the refund that was just started; it changes by itself while the end is not known. */
export function RefundOutcome({ refund, onClose }: RefundOutcomeProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['form']}>
      <RefundState refund={refund} />
      <RefundSteps refund={refund} />
      <div className={classes['actions']}>
        {refund.state === 'unknown' ? <LookUpButton refund={refund} /> : null}
        <Button data-autofocus onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}

/** State, meaning, and the provider's reason where it refused. */
export function RefundState({ refund }: { readonly refund: RefundView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { tone, title, body } = outcomeWords(t, refund, language);
  const refusal = useRefusalWords()(refund);
  return (
    <div role="status" data-testid="refund-state" data-state={refund.state}>
      <Note tone={tone} title={title}>
        <p>{body}</p>
        {refusal === null ? null : <p>{refusal}</p>}
      </Note>
    </div>
  );
}
