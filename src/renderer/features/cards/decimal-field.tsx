import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalculator } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DECIMALS_MAX } from '../../../domain/decimal-amount.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { AmountKeys } from '../sell/amount-keys.tsx';
import classes from './cards.module.css';
import { exampleOf, formatDecimal, readTypedAmount, type TypedFault } from './decimal-text.ts';

export interface DecimalFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly currency: string;
  /** As it was typed. */
  readonly value: string;
  readonly error: string | null;
  readonly disabled?: boolean;
  readonly focus?: boolean;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

/** An amount of the issuer's in a form. Below it stands how it was read, before anything is sent. */
export function DecimalField(props: DecimalFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { label, hint, currency, value, error, disabled = false, focus, testId, onChange } = props;
  const [keys, setKeys] = useState(false);
  const read = readTypedAmount(value, currency, language);
  return (
    <div>
      <TextInput
        label={label}
        description={hint}
        data-testid={testId}
        data-autofocus={focus}
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        disabled={disabled}
        rightSectionWidth={52}
        rightSection={
          disabled ? null : (
            <ActionIcon aria-label={`${label}: ${t('sell.keypad')}`} onClick={() => setKeys(true)}>
              <IconCalculator size={22} aria-hidden />
            </ActionIcon>
          )
        }
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p className={classes['understood']} aria-live="polite" data-testid={`${testId}-understood`}>
        {read.ok && error === null
          ? t('cards.amount.understood', { amount: formatDecimal(read.value, language) })
          : null}
      </p>
      {keys ? (
        <AmountKeys
          label={label}
          decimals={DECIMALS_MAX}
          testId="decimal-keys"
          onDone={onChange}
          onClose={() => setKeys(false)}
        />
      ) : null}
    </div>
  );
}

/** Words for what is wrong with an amount. */
export function useAmountFault(): (fault: TypedFault | 'more_than_available') => string {
  const { t } = useTranslation();
  const example = exampleOf(useLanguage());
  return (fault) => {
    switch (fault) {
      case 'not_a_number':
      case 'ambiguous':
        return t(`cards.amount.${fault}`, { example });
      default:
        return t(`cards.amount.${fault}`);
    }
  };
}
