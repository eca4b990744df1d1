import { Button } from '@mantine/core';
import { IconCopy, IconMessage, IconPrinter, IconUserPlus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import type { Language } from '../../i18n/i18n.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PosterDialog } from '../posters/poster-dialog.tsx';
import { useNextSale } from '../sales/mutations.ts';
import { useStatus } from '../shell/queries.ts';
import { copyText } from './clipboard.ts';
import { useCopyLink, useKeepForDay } from './mutations.ts';
import classes from './send-dialog.module.css';
import { untilWords } from './until-words.ts';
import type { Stage } from './use-stage.ts';

export interface SendDialogProps {
  readonly payment: PaymentView;
  readonly stage: Stage;
  readonly onClose: () => void;
}

/**
 * For a customer who is elsewhere: the link goes to the clipboard, to be sent by whatever means the shop has, and may
 * be paid for a day. The address itself is never shown.
 */
export function SendDialog({ payment, stage, onClose }: SendDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const sending = useSending(payment);
  const shop = useStatus().data?.settings?.storeName ?? '';
  const textWith = (address: string) => messageText(t, { shop, payment, address }, language);
  const { dayLong, expiresAt } = payment;
  const [slip, setSlip] = useState(false);
  const moment = dayLong && expiresAt !== null ? untilWords(t, expiresAt, language, now) : null;
  if (slip) {
    const codes = [{ kind: 'payment', id: payment.attemptId }] as const;
    return <PosterDialog title={t('posters.slipTitle')} codes={[...codes]} onClose={() => setSlip(false)} />;
  }
  return (
    <Dialog title={t('payment.dayLong.title')} width={560} onClose={onClose}>
      <div className={classes['body']} data-testid="send-dialog">
        <p>{t('payment.dayLong.body')}</p>
        <div>
          <p className={classes['label']}>{t('payment.dayLong.text')}</p>
          <p className={classes['text']}>{textWith(t('payment.dayLong.address'))}</p>
        </div>
        <p role="status" className={classes['kept']}>
          {moment === null
            ? null
            : t(sending.copied ? 'payment.dayLong.copied' : 'payment.dayLong.bodyKept', { moment })}
        </p>
        <div className={classes['keys']}>
          <CopyKeys sending={sending} textWith={textWith} onSlip={() => setSlip(true)} />
          <NextKey payment={payment} stage={stage} first={sending.copied} />
        </div>
      </div>
    </Dialog>
  );
}

interface CopyKeysProps {
  readonly sending: Sending;
  readonly textWith: (address: string) => string;
  readonly onSlip: () => void;
}

function CopyKeys({ sending: { pending, copied, copy, keepFor }, textWith, onSlip }: CopyKeysProps) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        size="lg"
        variant={copied ? 'default' : 'filled'}
        data-autofocus
        data-testid="send-copy-text"
        disabled={pending}
        leftSection={<IconMessage size={22} aria-hidden />}
        onClick={() => copy(textWith)}
      >
        {t('payment.dayLong.copyText')}
      </Button>
      <Button
        size="lg"
        variant="default"
        data-testid="copy-link"
        disabled={pending}
        leftSection={<IconCopy size={22} aria-hidden />}
        onClick={() => copy((address) => address)}
      >
        {t('payment.copyLink')}
      </Button>
      <Button
        size="lg"
        variant="default"
        data-testid="send-slip"
        disabled={pending}
        leftSection={<IconPrinter size={22} aria-hidden />}
        onClick={() => keepFor(onSlip)}
      >
        {t('payment.dayLong.slip')}
      </Button>
    </>
  );
}

interface MessageParts {
  readonly shop: string;
  readonly payment: PaymentView;
  readonly address: string;
}

/** What the customer reads: who wants it, how much, and where to pay. */
export function messageText(
  t: TFunction,
  { shop, payment, address }: MessageParts,
  language: Language,
): string {
  const amount = formatAmount(payment.amount, language);
  return shop.trim() === ''
    ? t('payment.dayLong.messageNoShop', { amount, address })
    : t('payment.dayLong.message', { shop, amount, address });
}

interface Sending {
  readonly pending: boolean;
  readonly copied: boolean;
  /** @param textWith what goes to the clipboard, given the address */
  readonly copy: (textWith: (address: string) => string) => void;
  /** Lets it be paid for a day first. */
  readonly keepFor: (next: () => void) => void;
}

/** Kept for a day before it leaves the till: what is sent must not end in ten minutes. */
function useSending({ attemptId, dayLong }: PaymentView): Sending {
  const { t } = useTranslation();
  const { show } = useNotices();
  const [copied, setCopied] = useState(false);
  const keep = useKeepForDay();
  const link = useCopyLink();
  const take = (textWith: (address: string) => string) =>
    link.mutate(
      { attemptId },
      {
        onSuccess: async ({ payerUrl }) => {
          const done = await copyText(textWith(payerUrl));
          setCopied(done);
          if (!done) {
            show({ tone: 'problem', title: t('payment.copyFailed'), body: t('payment.copyFailedHint') });
          }
        },
      },
    );
  const keepFor = (next: () => void) => {
    if (dayLong) next();
    else keep.mutate({ attemptId }, { onSuccess: next });
  };
  return {
    keepFor,
    pending: keep.isPending || link.isPending,
    copied,
    copy: (textWith: (address: string) => string) => keepFor(() => take(textWith)),
  };
}

interface NextKeyProps extends Pick<SendDialogProps, 'payment' | 'stage'> {
  readonly first: boolean;
}

/** The sale waits in the tray; the counter is free. */
function NextKey({ payment, stage, first }: NextKeyProps) {
  const { t } = useTranslation();
  const next = useNextSale();
  const go = () => {
    if (stage.fromTray) stage.leave();
    else next.mutate({ saleId: payment.saleId }, { onSuccess: stage.leave });
  };
  return (
    <Button
      size="lg"
      variant={first ? 'filled' : 'default'}
      data-testid="send-next"
      disabled={next.isPending}
      leftSection={<IconUserPlus size={22} aria-hidden />}
      onClick={go}
    >
      {t('payment.setAside')}
    </Button>
  );
}
