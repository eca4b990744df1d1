import { Button, Menu } from '@mantine/core';
import { IconCash, IconDots, IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { useNotices } from '../../components/notices.tsx';
import { copyText } from './clipboard.ts';
import { useSupportText } from './mutations.ts';
import { useCashInstead } from './use-cash-instead.ts';

export interface MoreMenuProps {
  readonly payment: PaymentView;
  /** Whether the code may be given up for cash. */
  readonly cash: boolean;
  readonly className?: string | undefined;
}

/** What is needed once a month, out of the way of what is needed all day. */
export function MoreMenu({ payment, cash, className }: MoreMenuProps) {
  const { t } = useTranslation();
  const copy = useSupportCopy(payment.attemptId);
  const cashInstead = useCashInstead(payment);
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button
          size="lg"
          variant="default"
          className={className ?? ''}
          data-testid="payment-more"
          leftSection={<IconDots size={22} aria-hidden />}
        >
          {t('payment.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {cash ? (
          <Menu.Item
            data-testid="payment-cash-instead"
            leftSection={<IconCash size={22} aria-hidden />}
            onClick={cashInstead.ask}
          >
            {t('tenders.cashInstead')}
          </Menu.Item>
        ) : null}
        <Menu.Item
          data-testid="payment-support"
          leftSection={<IconLifebuoy size={22} aria-hidden />}
          onClick={copy}
        >
          {t('payment.supportText')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSupportCopy(attemptId: string): () => void {
  const { t } = useTranslation();
  const { show } = useNotices();
  const support = useSupportText();
  const say = (copied: boolean) =>
    show(
      copied
        ? { tone: 'done', title: t('payment.supportCopied'), body: t('payment.supportCopiedHint') }
        : { tone: 'problem', title: t('payment.supportFailed'), body: t('payment.supportFailedHint') },
    );
  return () => support.mutate({ attemptId }, { onSuccess: async ({ text }) => say(await copyText(text)) });
}
