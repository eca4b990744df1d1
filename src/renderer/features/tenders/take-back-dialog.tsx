import { Button, Group, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleTenderView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTakeBack } from './mutations.ts';
import classes from './tender-sheet.module.css';

const QUICK = ['mind', 'wrong', 'change'] as const;

export interface TakeBackDialogProps {
  readonly tender: SaleTenderView;
  readonly onClose: () => void;
}

/** Gives a part back before the sale is complete: how much, and why. */
export function TakeBackDialog({ tender, onClose }: TakeBackDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const amount = formatAmount(tender.amount, useLanguage());
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const takeBack = useTakeBack();
  const missing = reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing || takeBack.isPending) return;
    // Not by the mutation's own callbacks: the tender is gone, and with it this dialog, before they would come.
    takeBack.mutateAsync({ tenderId: tender.id, reason: reason.trim() }).then(
      () => show({ tone: 'done', title: t('tenders.takenBack', { amount }) }),
      () => undefined, // said by the command itself
    );
  };
  return (
    <Dialog onClose={onClose} title={t('tenders.takeBackTitle')} width={560}>
      <form className={classes['form']} onSubmit={submit}>
        <Text>{t('tenders.takeBackBody', { amount })}</Text>
        <ReasonField
          label={t('tenders.takeBackReason')}
          ownWords={t('tenders.takeBackOwn')}
          quick={QUICK.map((key) => t(`tenders.takeBackQuick.${key}`))}
          testId="take-back-reason"
          value={reason}
          error={tried && missing ? t('tenders.takeBackMissing') : null}
          onChange={setReason}
        />
        <Group justify="flex-end">
          <Button size="lg" variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            size="lg"
            variant="danger-filled"
            data-testid="take-back-confirm"
            disabled={takeBack.isPending}
          >
            {t('tenders.takeBackConfirm', { amount })}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
