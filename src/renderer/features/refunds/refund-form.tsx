import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundOptionsView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { ReasonField } from '../../components/reason-field.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import {
  draftAmount,
  isAtTill,
  isForWriting,
  missingField,
  type RefundDraft,
  toRefund,
  wayFits,
} from './refund-draft.ts';
import { RefundLeft } from './refund-left.tsx';
import classes from './refund-dialog.module.css';
import { useRefundReasons } from './refund-words.ts';
import { ScopeField } from './scope-field.tsx';
import type { StartedOnce } from './use-start-once.ts';
import { WayField } from './way-field.tsx';

export interface RefundFormProps {
  readonly options: RefundOptionsView;
  readonly draft: RefundDraft;
  readonly start: StartedOnce;
  readonly onDraft: (draft: RefundDraft) => void;
}

/** What, how and why; the button says how much. */
export function RefundForm({ options, draft, start, onDraft }: RefundFormProps) {
  const { t } = useTranslation();
  const reasons = useRefundReasons();
  const [tried, setTried] = useState(false);
  const change = (part: Partial<RefundDraft>) => onDraft({ ...draft, ...part });
  const amount = draftAmount(options, draft);
  const missing = tried ? missingField(options, draft) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const input = toRefund(options, draft);
    if (input) start.once(input);
  };
  return (
    <form className={classes['form']} onSubmit={submit} inert={start.pending}>
      <RefundLeft options={options} />
      {isForWriting(options) ? (
        <p>{t('refund.forWriting')}</p>
      ) : (
        <ScopeField
          options={options}
          draft={draft}
          problem={tried && !amount.ok ? amount.error : null}
          onChange={onDraft}
        />
      )}
      <WayField
        ways={options.ways}
        atTill={isAtTill(options)}
        fits={(way) => wayFits(options, draft, way)}
        way={draft.way}
        wayError={missing === 'way' ? t('refund.wayMissing') : null}
        reference={draft.reference}
        referenceError={missing === 'reference' ? t('refund.referenceMissing') : null}
        onWay={(way) => change({ way })}
        onReference={(reference) => change({ reference })}
      />
      <ReasonField
        label={t('refund.reason')}
        ownWords={t('refund.reasonOwn')}
        quick={reasons}
        value={draft.reason}
        error={missing === 'reason' ? t('refund.reasonMissing') : null}
        testId="refund-reason"
        onChange={(reason) => change({ reason })}
      />
      <ConfirmButton
        amount={amount.ok ? amount.value : null}
        writing={isForWriting(options)}
        pending={start.pending}
      />
    </form>
  );
}

interface ConfirmButtonProps {
  readonly amount: RefundOptionsView['refundable'] | null;
  readonly writing: boolean;
  readonly pending: boolean;
}

function ConfirmButton({ amount, writing, pending }: ConfirmButtonProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = amount
    ? t('refund.confirm', { amount: formatAmount(amount, language) })
    : t(writing ? 'refund.writeDown' : 'refund.confirmEmpty');
  return (
    <div aria-live="polite" className={classes['confirm']}>
      <Button type="submit" size="lg" fullWidth disabled={pending} data-testid="refund-confirm">
        {pending ? t('refund.stateTitle.requested') : words}
      </Button>
      {pending ? <p className={classes['soft']}>{t('refund.sending')}</p> : null}
    </div>
  );
}
