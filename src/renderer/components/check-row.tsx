import type { ReactNode } from 'react';
import classes from './check-row.module.css';

export interface CheckRowProps {
  readonly checked: boolean;
  readonly name?: string | undefined;
  readonly testId?: string | undefined;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A tick with its words; the whole row is the target. */
export function CheckRow({ checked, name, testId, onChange, children }: CheckRowProps) {
  return (
    <label className={classes['row']}>
      <input
        type="checkbox"
        name={name}
        data-testid={testId}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
