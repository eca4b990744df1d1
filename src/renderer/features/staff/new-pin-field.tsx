import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PIN_MAX_DIGITS } from '../../../domain/staff.ts';

export interface NewPinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly description?: string;
  readonly testId?: string;
}

/** A PIN in a form, hidden unless whoever types it wants to see it; nothing but digits goes in. */
export function NewPinField({ label, value, onChange, description, testId = 'new-pin' }: NewPinFieldProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={label}
      description={description ?? t('staff.newPinHint')}
      inputMode="numeric"
      autoComplete="off"
      data-testid={testId}
      maxLength={PIN_MAX_DIGITS}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
    />
  );
}
