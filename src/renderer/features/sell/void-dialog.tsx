import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useVoidSale } from '../sales/mutations.ts';

export interface VoidDialogProps {
  readonly saleId: string;
  readonly onClose: () => void;
}

export function VoidDialog({ saleId, onClose }: VoidDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const voidSale = useVoidSale();
  const confirm = () =>
    voidSale.mutate(
      { saleId },
      { onSuccess: () => show({ tone: 'done', title: t('sell.voided') }), onSettled: onClose },
    );
  return (
    <Dialog onClose={onClose} title={t('sell.voidTitle')} width={440}>
      <Text mb="lg">{t('sell.voidBody')}</Text>
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="danger-filled" data-testid="void-confirm" onClick={confirm}>
          {t('sell.voidConfirm')}
        </Button>
      </Group>
    </Dialog>
  );
}
