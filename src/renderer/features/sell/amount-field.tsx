import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconCalculator } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Keypad } from '../../components/keypad.tsx';
import classes from './number-dialog.module.css';
import { ValueField } from './value-field.tsx';

export interface AmountFieldProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly hint?: string;
  /** What opens the number keys, as it is read out; else it names the field as well. */
  readonly keysLabel?: string;
  readonly value: string;
  readonly currency: CurrencyCode;
  readonly error: string | null;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

/** An amount in a form: typed, or tapped on big number keys where there is no keyboard. */
export function AmountField(props: AmountFieldProps) {
  const { t } = useTranslation();
  const { className, label, hint, keysLabel, value, currency, error, testId, onChange } = props;
  const [keys, setKeys] = useState(false);
  return (
    <>
      <TextInput
        className={className}
        label={label}
        description={hint}
        data-testid={testId}
        inputMode="decimal"
        autoComplete="off"
        rightSectionWidth={52}
        rightSection={
          <ActionIcon aria-label={keysLabel ?? `${label}: ${t('sell.keypad')}`} onClick={() => setKeys(true)}>
            <IconCalculator size={22} aria-hidden />
          </ActionIcon>
        }
        value={value}
        error={error}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {keys ? (
        <AmountKeys label={label} currency={currency} onDone={onChange} onClose={() => setKeys(false)} />
      ) : null}
    </>
  );
}

interface AmountKeysProps {
  readonly label: string;
  readonly currency: CurrencyCode;
  readonly onDone: (value: string) => void;
  readonly onClose: () => void;
}

/** A new amount in digits; the old one stays until it is taken over. */
function AmountKeys({ label, currency, onDone, onClose }: AmountKeysProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (text !== '') onDone(text);
    onClose();
  };
  return (
    <Dialog title={label} width={400} onClose={onClose}>
      <form className={classes['form']} onSubmit={submit}>
        <ValueField
          label={label}
          testId="amount-keys"
          placeholder="0"
          value={text}
          error={null}
          onChange={setText}
        />
        <Keypad value={text} decimals={currencyExponent(currency)} onChange={setText} />
        <Button type="submit" size="lg" fullWidth>
          {t('sell.apply')}
        </Button>
      </form>
    </Dialog>
  );
}
