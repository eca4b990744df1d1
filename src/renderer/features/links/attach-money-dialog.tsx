import { Button } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkTargetView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { LinkMoneyDialogProps } from './leave-money-dialog.tsx';
import classes from './links.module.css';
import { useAttachLinkMoney } from './mutations.ts';
import { useLinkTargets } from './queries.ts';
import { useMoneyWords } from './use-money-words.ts';

/** Which sale this money pays: only those that it fits are offered; where none does, it says what would. */
export function AttachMoneyDialog({ payment, onClose }: LinkMoneyDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const words = useErrorWords();
  const amount = useMoneyWords()(payment.amount);
  const { data, error } = useLinkTargets(payment.transactionId);
  const attach = useAttachLinkMoney();
  const items = data?.items;
  const done = () => {
    show({ tone: 'done', title: t('links.attach.done') });
    onClose();
  };
  const send = (saleId: string) =>
    attach.mutate({ transactionId: payment.transactionId, saleId }, { onSuccess: done });
  return (
    <Dialog title={t('links.attach.title', { amount })} width={600} onClose={onClose}>
      {error ? (
        <Note tone="bad" title={words(error).title}>
          <p>{words(error).remedy}</p>
        </Note>
      ) : null}
      {items?.length === 0 ? <NoTarget /> : null}
      {items && items.length > 0 ? (
        <TargetForm targets={items} pending={attach.isPending} onAttach={send} />
      ) : null}
    </Dialog>
  );
}

function NoTarget() {
  const { t } = useTranslation();
  return (
    <Note tone="calm" title={t('links.attach.none')} testId="link-no-target">
      <p>{t('links.attach.noneOpen')}</p>
      <p>{t('links.attach.noneClaimed')}</p>
      <p>{t('links.attach.noneDo')}</p>
    </Note>
  );
}

interface TargetFormProps {
  readonly targets: readonly LinkTargetView[];
  readonly pending: boolean;
  readonly onAttach: (saleId: string) => void;
}

function TargetForm({ targets, pending, onAttach }: TargetFormProps) {
  const { t } = useTranslation();
  const wordsOf = useTargetWords();
  const [saleId, setSaleId] = useState<string | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (saleId !== null && !pending) onAttach(saleId);
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <ChoiceCards
        legend={t('links.attach.body')}
        value={saleId}
        onChange={setSaleId}
        choices={targets.map((target) => ({
          value: target.saleId,
          ...wordsOf(target),
          testId: 'link-target',
        }))}
      />
      <Button
        type="submit"
        size="lg"
        fullWidth
        data-testid="link-attach-confirm"
        disabled={saleId === null || pending}
      >
        {t('links.attach.confirm')}
      </Button>
    </form>
  );
}

/** A sale as somebody recognises it: its goods first, then its numbers, what it asks for, and its time. */
function useTargetWords() {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  return ({ title, callNumber, receiptNumber, asks, claimed, openedAt }: LinkTargetView) => {
    const time = formatMoment(openedAt, language, now);
    const facts = [
      callNumber === null ? null : t('links.attach.call', { number: callNumber }),
      receiptNumber === null ? null : t('links.attach.receipt', { number: receiptNumber }),
      t('links.attach.asks', { amount: formatAmount(asks, language) }),
      claimed ? t('links.attach.claimed') : t('links.attach.open', { time }),
    ];
    return {
      label: title === '' ? t('links.attach.untitled') : title,
      hint: facts.filter((fact) => fact !== null).join(' · '),
    };
  };
}
