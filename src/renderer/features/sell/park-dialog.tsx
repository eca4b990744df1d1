import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useParkSale } from './mutations.ts';
import { CUSTOMER_NAME_MAX } from './note-dialog.tsx';
import classes from './number-dialog.module.css';

export interface ParkDialogProps {
  readonly sale: SaleView;
  readonly onClose: () => void;
}

/** Puts the sale into the tray, by a name where there is one. */
export function ParkDialog({ sale, onClose }: ParkDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const [name, setName] = useState(sale.customerName);
  const park = useParkSale();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (park.isPending) return;
    // Not by the mutation's own callbacks: the sale is gone, and with it this dialog, before they would come.
    park.mutateAsync({ saleId: sale.id, customerName: name.trim() }).then(
      () => show({ tone: 'done', title: t('sell.parked') }),
      () => undefined, // said by the command itself
    );
  };
  return (
    <Dialog onClose={onClose} title={t('sell.parkTitle')} width={480}>
      <form className={classes['form']} data-testid="park-dialog" onSubmit={submit}>
        <Text>{t('sell.parkBody')}</Text>
        <TextInput
          data-autofocus
          data-testid="park-name"
          label={t('sell.customerName')}
          description={t('sell.customerNameHint')}
          autoComplete="off"
          maxLength={CUSTOMER_NAME_MAX}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" fullWidth data-testid="park-confirm" disabled={park.isPending}>
          {t('sell.parkConfirm')}
        </Button>
      </form>
    </Dialog>
  );
}
