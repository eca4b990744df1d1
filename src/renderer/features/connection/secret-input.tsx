import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './connection.module.css';

export interface SecretInputProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly testId: string;
  readonly focus?: boolean | undefined;
  readonly error: string | null;
}

/** A field for a key or a password; what is typed can be looked at while it is typed. */
export function SecretInput({ name, label, description, testId, focus, error }: SecretInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      name={name}
      data-testid={testId}
      data-autofocus={focus}
      label={label}
      description={description}
      autoComplete="off"
      spellCheck={false}
      error={error}
      rightSectionWidth={50}
      visibilityToggleButtonProps={{
        className: classes['reveal'] ?? '',
        'aria-label': t('connection.reveal'),
      }}
    />
  );
}
