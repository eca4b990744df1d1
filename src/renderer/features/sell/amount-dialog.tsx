import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import { parseAmount } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Keypad } from '../../components/keypad.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAddAmount } from '../sales/mutations.ts';
import classes from './number-dialog.module.css';
import { ValueField } from './value-field.tsx';

export interface AmountDialogProps {
  readonly currency: CurrencyCode;
  readonly onClose: () => void;
}

/** An amount without a product: what the customer owes, typed. */
export function AmountDialog({ currency, onClose }: AmountDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const addAmount = useAddAmount();
  const parsed = parseAmount(text, currency);
  const payable = parsed.ok && parsed.value.amountMinor > 0 ? parsed.value : null;
  const problem = parsed.ok ? 'zero' : parsed.error;
  const shown = payable === null && (tried || problem === 'too_many_decimals' || problem === 'too_large');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!payable || addAmount.isPending) return;
    const input = { amount: payable, name: name.trim() === '' ? t('sell.amountDefaultName') : name };
    addAmount.mutate(input, { onSuccess: onClose });
  };

  return (
    <Dialog onClose={onClose} title={t('sell.amountTitle')} width={420}>
      <form className={classes['form']} onSubmit={submit}>
        <ValueField
          label={t('sell.amount')}
          testId="amount-input"
          placeholder="0"
          value={text}
          error={shown ? t(`sell.amountProblem.${problem}`) : null}
          onChange={setText}
        />
        <Keypad value={text} onChange={setText} decimals={currencyExponent(currency)} />
        <TextInput
          label={t('sell.amountName')}
          placeholder={t('sell.amountDefaultName')}
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" fullWidth data-testid="amount-add">
          {payable
            ? t('sell.amountAdd', { amount: formatAmount(payable, language) })
            : t('sell.amountAddEmpty')}
        </Button>
      </form>
    </Dialog>
  );
}
