import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RefundView } from '../../../contract/views.ts';
import { useNotices } from '../../components/notices.tsx';
import { useCheckRefund } from './mutations.ts';

/** Asks the provider at once what became of a refund. */
export function LookUpButton({ refund }: { readonly refund: Pick<RefundView, 'id'> }) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const check = useCheckRefund();
  const say = ({ state }: RefundView) => {
    if (state === 'unknown') show({ tone: 'done', title: t('refund.stillUnknown') });
  };
  return (
    <Button
      variant="default"
      disabled={check.isPending}
      data-testid="refund-check"
      onClick={() => check.mutate({ refundId: refund.id }, { onSuccess: say })}
    >
      {t(check.isPending ? 'refund.lookingUp' : 'refund.lookUp')}
    </Button>
  );
}
