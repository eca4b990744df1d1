import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalculator } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import { AmountKeys } from './amount-keys.tsx';

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
        <AmountKeys
          label={label}
          decimals={currencyExponent(currency)}
          testId="amount-keys"
          onDone={onChange}
          onClose={() => setKeys(false)}
        />
      ) : null}
    </>
  );
}
