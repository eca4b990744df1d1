import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttentionView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import classes from './attention-dialog.module.css';
import { type DismissWords, useDismissWords } from './dismiss-words.ts';
import { useDismiss } from './mutations.ts';

export interface DismissDialogProps {
  readonly item: AttentionView;
  readonly onClose: () => void;
}

/** Nothing is moved; the reason stays. Of goods that nobody paid for it is a write-off, and says so. */
export function DismissDialog({ item, onClose }: DismissDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const words = useDismissWords(item);
  const dismiss = useDismiss();
  const done = () => {
    show({ tone: 'done', title: words.done });
    onClose();
  };
  return (
    <Dialog title={words.title} width={560} onClose={onClose}>
      <DismissForm
        about={t(`attention.kind.${item.kind}`)}
        words={words}
        pending={dismiss.isPending}
        onDismiss={(reason) => dismiss.mutate({ attentionId: item.id, reason }, { onSuccess: done })}
      />
    </Dialog>
  );
}

interface DismissFormProps {
  readonly about: string;
  readonly words: DismissWords;
  readonly pending: boolean;
  readonly onDismiss: (reason: string) => void;
}

function DismissForm({ about, words, pending, onDismiss }: DismissFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing && !pending) onDismiss(reason);
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <p>
        <b>{about}.</b> {words.body}
      </p>
      <ReasonField
        label={t('refund.reason')}
        ownWords={t('refund.reasonOwn')}
        quick={words.reasons}
        value={reason}
        error={tried && missing ? t('refund.reasonMissing') : null}
        testId="attention-reason"
        onChange={setReason}
      />
      <div className={classes['confirm']}>
        <Button type="submit" size="lg" fullWidth disabled={pending} data-testid="attention-confirm">
          {words.confirm}
        </Button>
      </div>
    </form>
  );
}
