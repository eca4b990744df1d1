import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundOptionsView, RefundView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useRefundOptions } from './queries.ts';
import { emptyDraft, type RefundDraft } from './refund-draft.ts';
import { RefundForm } from './refund-form.tsx';
import { RefundLeft } from './refund-left.tsx';
import { RefundOutcome } from './refund-outcome.tsx';
import classes from './refund-dialog.module.css';
import { TenderField } from './tender-field.tsx';
import { type StartedOnce, useStartOnce } from './use-start-once.ts';

export interface RefundDialogProps {
  readonly saleId: string;
  /** The refunds of the sale as they are now: the one that was started here is followed in them. */
  readonly refunds: readonly RefundView[];
  readonly onClose: () => void;
}

/** From what is left to what became of it: chosen, sent once, and then only followed. */
export function RefundDialog({ saleId, refunds, onClose }: RefundDialogProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [tenderId, setTenderId] = useState<string | null>(null);
  const options = useRefundOptions(saleId, tenderId);
  const start = useStartOnce(() => void options.refetch());
  const followed = start.started && (refunds.find(({ id }) => id === start.started?.id) ?? start.started);
  return (
    <Dialog title={t('refund.title')} width={640} onClose={onClose}>
      {followed ? <RefundOutcome refund={followed} onClose={onClose} /> : null}
      {!followed && options.error ? (
        <Note tone="bad" title={words(options.error).title}>
          {words(options.error).remedy}
        </Note>
      ) : null}
      {!followed && options.data ? (
        <>
          <TenderField options={options.data} disabled={start.pending} onTender={setTenderId} />
          <RefundChoice key={options.data.tenderId} options={options.data} start={start} />
        </>
      ) : null}
    </Dialog>
  );
}

interface RefundChoiceProps {
  readonly options: RefundOptionsView;
  readonly start: StartedOnce;
}

/** The form, or why there is none. While a refund is being sent, its own lock is no reason to say so. */
function RefundChoice({ options, start }: RefundChoiceProps) {
  const [draft, setDraft] = useState<RefundDraft>(() => emptyDraft(options));
  const [pressedAt, setPressedAt] = useState(options);
  if (start.pending) return <RefundForm options={pressedAt} draft={draft} start={start} onDraft={setDraft} />;
  if (options.lockedBy !== null) return <Closed options={options} why="locked" />;
  if (options.paid.amountMinor === 0) return <Closed options={options} why="notPossible" />;
  if (options.ways.length === 0) return <RefundLeft options={options} />;
  const once: StartedOnce['once'] = (input) => {
    setPressedAt(options);
    start.once(input);
  };
  return <RefundForm options={options} draft={draft} start={{ ...start, once }} onDraft={setDraft} />;
}

interface ClosedProps {
  readonly options: RefundOptionsView;
  readonly why: 'locked' | 'notPossible';
}

function Closed({ options, why }: ClosedProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['form']}>
      {options.paid.amountMinor === 0 ? null : <RefundLeft options={options} />}
      <Note tone="warn" title={t(`refund.${why}`)}>
        {t(`refund.${why}Body`)}
      </Note>
    </div>
  );
}
