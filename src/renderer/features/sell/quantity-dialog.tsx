import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import type { SaleLineView } from '../../../contract/views.ts';
import { formatQuantity } from '../../../domain/receipt.ts';
import { Keypad } from '../../components/keypad.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSetQuantity } from '../sales/mutations.ts';
import classes from './number-dialog.module.css';
import { decimalsOf, parseQuantity } from './quantity.ts';

export interface QuantityDialogProps {
  readonly saleId: string;
  readonly line: SaleLineView;
  readonly onClose: () => void;
}

/** A quantity typed: many pieces at once, or a weight. */
export function QuantityDialog({ saleId, line, onClose }: QuantityDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const setQuantity = useSetQuantity();
  const quantity = parseQuantity(text, line.unit);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (quantity === null || setQuantity.isPending) return;
    setQuantity.mutate({ saleId, lineId: line.id, quantityThousandths: quantity }, { onSuccess: onClose });
  };

  return (
    <Dialog onClose={onClose} title={line.name} width={420}>
      <form className={classes['form']} onSubmit={submit}>
        <TextInput
          data-autofocus
          aria-label={t('sell.quantityTitle')}
          classNames={{ input: classes['value'] ?? '' }}
          inputMode="none"
          autoComplete="off"
          placeholder={formatQuantity(line.quantityThousandths, language)}
          value={text}
          error={tried && quantity === null ? t('errors.QUANTITY_INVALID.title') : null}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Keypad value={text} onChange={setText} decimals={decimalsOf(line.unit)} />
        <Button type="submit" size="lg" fullWidth>
          {t('sell.quantitySet')}
        </Button>
      </form>
    </Dialog>
  );
}
