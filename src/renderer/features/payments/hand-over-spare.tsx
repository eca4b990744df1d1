import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoneyView, PaymentView } from '../../../contract/views.ts';
import { isCurrencyCode } from '../../../domain/currency.ts';
import { money } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { RequestError } from '../../client/request-error.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { HandOverForm } from './hand-over-form.tsx';
import { useHandOverSpare } from './mutations.ts';
import classes from './payment-screen.module.css';
import { useArmed } from './use-armed.ts';

/** What stands in the way of handing over without a manager, and how much it is; `online`: there is a network. */
export type OfflineLimit =
  | { readonly limit: 'sale' | 'shift'; readonly amount: MoneyView }
  | { readonly limit: 'online'; readonly amount: null };

/** The limit that main named; null where the error is about something else. */
export function offlineLimitOf(error: unknown): OfflineLimit | null {
  if (!(error instanceof RequestError) || error.code !== 'OFFLINE_LIMIT') return null;
  const { limit, amountMinor, currency } = error.wire.details ?? {};
  if (limit === 'online') return { limit, amount: null };
  const minor = Number(amountMinor);
  if ((limit !== 'sale' && limit !== 'shift') || !Number.isSafeInteger(minor)) return null;
  return typeof currency === 'string' && isCurrencyCode(currency)
    ? { limit, amount: money(minor, currency) }
    : null;
}

/** The customer shows on their phone that they have paid: one key within the limits, a manager above them. */
export function HandOverSpareKey({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const armed = useArmed();
  const [above, setAbove] = useState<OfflineLimit | null>(null);
  const handOver = useHandOverSpare();
  const { attemptId } = payment;
  return (
    <>
      <Button
        size="lg"
        className={classes['full']}
        data-testid="hand-over-spare"
        disabled={!armed || handOver.isPending}
        leftSection={<IconHandStop size={26} aria-hidden />}
        onClick={() =>
          handOver.mutate({ attemptId }, { onError: (error) => setAbove(offlineLimitOf(error)) })
        }
      >
        {t('payment.spare.handOver')}
      </Button>
      {above ? <LimitDialog payment={payment} above={above} onClose={() => setAbove(null)} /> : null}
    </>
  );
}

interface LimitDialogProps {
  readonly payment: PaymentView;
  readonly above: OfflineLimit;
  readonly onClose: () => void;
}

/** Above the limit it is a manager's decision, with a reason that is kept. */
function LimitDialog({ payment, above, onClose }: LimitDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const amount = above.amount === null ? '' : formatAmount(above.amount, language);
  return (
    <Dialog title={t('payment.handOverTitle')} width={560} onClose={onClose}>
      <div className={classes['limit']}>
        <Note
          tone="calm"
          title={t(above.limit === 'online' ? 'payment.spare.onlineTitle' : 'payment.spare.limitTitle')}
          testId="offline-limit"
        >
          <p>{t(`payment.spare.limit.${above.limit}`, { amount })}</p>
          <p>{t('payment.spare.limitHint')}</p>
        </Note>
        <HandOverForm payment={payment} onBack={onClose} onDone={onClose} />
      </div>
    </Dialog>
  );
}
