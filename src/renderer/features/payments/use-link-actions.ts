import { useTranslation } from 'react-i18next';
import { useNotices } from '../../components/notices.tsx';
import { copyText } from './clipboard.ts';
import { useCopyLink } from './mutations.ts';

/** The payer URL is a secret: it goes to the clipboard or, in the demo, into a new tab, and nowhere else. */
export function useLinkActions(attemptId: string) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const link = useCopyLink();
  const copy = () =>
    link.mutate(
      { attemptId },
      {
        onSuccess: async ({ payerUrl }) => {
          const copied = await copyText(payerUrl);
          show(
            copied
              ? { tone: 'done', title: t('payment.linkCopied'), body: t('payment.linkCopiedHint') }
              : { tone: 'problem', title: t('payment.copyFailed'), body: t('payment.copyFailedHint') },
          );
        },
      },
    );
  const open = () =>
    link.mutate(
      { attemptId },
      { onSuccess: ({ payerUrl }) => window.open(payerUrl, '_blank', 'noopener,noreferrer') },
    );
  return { copy, open };
}
