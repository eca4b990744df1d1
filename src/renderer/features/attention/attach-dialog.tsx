import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachTargetView, AttentionView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { mayBeForeign } from './actions.ts';
import classes from './attention-dialog.module.css';
import { useAttach } from './mutations.ts';
import { useAttachTargets } from './queries.ts';

export interface AttachDialogProps {
  readonly item: AttentionView;
  readonly onClose: () => void;
}

/** Which sale this money pays. Where another till may own it, that is read before it is confirmed. */
export function AttachDialog({ item, onClose }: AttachDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { show } = useNotices();
  const words = useErrorWords();
  const targets = useAttachTargets(item.id);
  const attach = useAttach();
  const items = targets.data?.items;
  const amount = item.amount ? formatAmount(item.amount, language) : t('attention.amountUnknown');
  const done = () => {
    show({ tone: 'done', title: t('attention.attached') });
    onClose();
  };
  const send = (saleId: string) => attach.mutate({ attentionId: item.id, saleId }, { onSuccess: done });
  return (
    <Dialog title={t('attention.attachTitle', { amount })} width={600} onClose={onClose}>
      {targets.error ? (
        <Note tone="bad" title={words(targets.error).title}>
          {words(targets.error).remedy}
        </Note>
      ) : null}
      {items?.length === 0 ? <Note tone="calm" title={t('attention.attachNone')} /> : null}
      {items && items.length > 0 ? (
        <AttachForm item={item} targets={items} pending={attach.isPending} onAttach={send} />
      ) : null}
    </Dialog>
  );
}

interface AttachFormProps {
  readonly item: AttentionView;
  readonly targets: readonly AttachTargetView[];
  readonly pending: boolean;
  readonly onAttach: (saleId: string) => void;
}

function AttachForm({ item, targets, pending, onAttach }: AttachFormProps) {
  const { t } = useTranslation();
  const wordsOf = useTargetWords();
  const foreign = mayBeForeign(item);
  const [saleId, setSaleId] = useState<string | null>(null);
  const [read, setRead] = useState(!foreign);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (saleId !== null && read && !pending) onAttach(saleId);
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <ChoiceCards
        legend={t('attention.attachBody')}
        value={saleId}
        onChange={setSaleId}
        choices={targets.map((target) => ({
          value: target.saleId,
          ...wordsOf(target),
          testId: 'attention-target',
        }))}
      />
      {foreign ? <ForeignWarning read={read} onRead={setRead} /> : null}
      <div className={classes['confirm']}>
        <Button
          type="submit"
          size="lg"
          fullWidth
          disabled={saleId === null || !read || pending}
          data-testid="attention-confirm"
        >
          {t('attention.attachConfirm')}
        </Button>
      </div>
    </form>
  );
}

/** A sale as somebody recognises it: its goods first, then its numbers and its time. */
function useTargetWords() {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  return (target: AttachTargetView) => {
    const since = t('attention.targetOpen', { time: formatMoment(target.openedAt, language, now) });
    const facts = [
      target.callNumber === null ? null : t('attention.call', { number: target.callNumber }),
      target.receiptNumber === null ? null : t('attention.receipt', { number: target.receiptNumber }),
      formatAmount(target.total, language),
      target.claimed ? t('attention.targetClaimed') : since,
    ];
    return {
      label: target.title === '' ? t('sales.untitled') : target.title,
      hint: facts.filter((fact) => fact !== null).join(' · '),
    };
  };
}

interface ForeignWarningProps {
  readonly read: boolean;
  readonly onRead: (read: boolean) => void;
}

function ForeignWarning({ read, onRead }: ForeignWarningProps) {
  const { t } = useTranslation();
  return (
    <Note tone="warn" title={t('attention.attachForeignTitle')}>
      <p>{t('attention.attachForeignBody')}</p>
      <CheckRow checked={read} testId="attention-read" onChange={onRead}>
        {t('attention.attachForeignRead')}
      </CheckRow>
    </Note>
  );
}
