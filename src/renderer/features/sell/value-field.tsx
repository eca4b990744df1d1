import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './number-dialog.module.css';

export interface ValueFieldProps {
  readonly label: string;
  readonly value: string;
  /** What holds while nothing is typed. */
  readonly placeholder: string;
  readonly error: string | null;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

/** The big number of a sheet: has the focus when the sheet comes, so that digits go into it at once. */
export function ValueField({ label, value, placeholder, error, testId, onChange }: ValueFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <TextInput
      ref={field}
      data-autofocus
      data-testid={testId}
      aria-label={label}
      classNames={{ input: classes['value'] ?? '' }}
      inputMode="none"
      autoComplete="off"
      placeholder={placeholder}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
