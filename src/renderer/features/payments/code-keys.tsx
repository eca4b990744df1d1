import { Button } from '@mantine/core';
import { IconCopy, IconRefresh, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { SendDialog } from './send-dialog.tsx';
import { useLinkActions } from './use-link-actions.ts';
import { useNewCode } from './use-new-code.ts';
import type { Stage } from './use-stage.ts';

export interface CodeKeysProps {
  readonly payment: PaymentView;
  readonly stage: Stage;
}

/** Another code, and the link itself. A spare code is shown at the counter, and has no successor. */
export function CodeKeys({ payment, stage }: CodeKeysProps) {
  if (payment.origin === 'spare') return null;
  return (
    <>
      {payment.declinedForGood || payment.claimed ? null : <NewCodeKey payment={payment} />}
      {payment.declinedForGood ? null : <LinkKey payment={payment} stage={stage} />}
    </>
  );
}

function NewCodeKey({ payment }: Pick<CodeKeysProps, 'payment'>) {
  const { t } = useTranslation();
  const newCode = useNewCode(payment);
  return (
    <Button
      size="lg"
      variant="default"
      data-testid="payment-replace"
      disabled={newCode.isPending}
      leftSection={<IconRefresh size={22} aria-hidden />}
      onClick={newCode.make}
    >
      {t('payment.replace')}
    </Button>
  );
}

/** A link that may live for a day is sent; a page that the provider ends by itself can only be copied. */
function LinkKey({ payment, stage }: CodeKeysProps) {
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const link = useLinkActions(payment.attemptId);
  if (!payment.extendable || payment.claimed) {
    return (
      <Button
        size="lg"
        variant="default"
        data-testid="copy-link"
        leftSection={<IconCopy size={22} aria-hidden />}
        onClick={link.copy}
      >
        {t('payment.copyLink')}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="lg"
        variant="default"
        data-testid="send-link"
        leftSection={<IconSend size={22} aria-hidden />}
        onClick={() => setSending(true)}
      >
        {t('payment.dayLong.send')}
      </Button>
      {sending ? <SendDialog payment={payment} stage={stage} onClose={() => setSending(false)} /> : null}
    </>
  );
}
