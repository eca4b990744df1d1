import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useSetNote } from './mutations.ts';
import classes from './number-dialog.module.css';

/** As long as the contract takes them. */
const NOTE_MAX = 300;
export const CUSTOMER_NAME_MAX = 80;

export interface NoteDialogProps {
  readonly sale: SaleView;
  readonly onClose: () => void;
}

/** Whose sale it is, and what is to be remembered about it. */
export function NoteDialog({ sale, onClose }: NoteDialogProps) {
  const { t } = useTranslation();
  const [note, setText] = useState(sale.note);
  const [customerName, setName] = useState(sale.customerName);
  const setNote = useSetNote();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (setNote.isPending) return;
    if (note.trim() === sale.note && customerName.trim() === sale.customerName) onClose();
    else setNote.mutate({ saleId: sale.id, note, customerName }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={t('sell.noteTitle')} width={520}>
      <form className={classes['form']} data-testid="note-dialog" onSubmit={submit}>
        <TextInput
          data-autofocus
          data-testid="customer-name"
          label={t('sell.customerName')}
          description={t('sell.customerNameHint')}
          autoComplete="off"
          maxLength={CUSTOMER_NAME_MAX}
          value={customerName}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextArea
          label={t('sell.noteOfSale')}
          testId="sale-note-text"
          placeholder={t('sell.noteHint')}
          maxLength={NOTE_MAX}
          value={note}
          onChange={setText}
        />
        <Button type="submit" size="lg" fullWidth data-testid="note-apply" disabled={setNote.isPending}>
          {t('sell.apply')}
        </Button>
      </form>
    </Dialog>
  );
}
