import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './chip.module.css';

export interface ChipProps {
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly testId?: string | undefined;
  readonly children: ReactNode;
}

/** A key that is on or off, several in a row. */
export function Chip({ pressed, onPress, testId, children }: ChipProps) {
  return (
    <button
      type="button"
      className={classes['chip']}
      aria-pressed={pressed}
      data-testid={testId}
      onClick={onPress}
    >
      {pressed ? <IconCheck size={18} stroke={2.25} aria-hidden /> : null}
      {children}
    </button>
  );
}

export interface ChipRowProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function ChipRow({ label, children }: ChipRowProps) {
  return (
    <fieldset className={classes['row']} aria-label={label}>
      {children}
    </fieldset>
  );
}
