import { Button } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Keypad } from '../../components/keypad.tsx';
import classes from './number-dialog.module.css';
import { ValueField } from './value-field.tsx';

export interface AmountKeysProps {
  readonly label: string;
  /** How many digits may follow the point. */
  readonly decimals: number;
  readonly testId: string;
  readonly onDone: (value: string) => void;
  readonly onClose: () => void;
}

/** A new amount in digits; the old one stays until it is taken over. */
export function AmountKeys({ label, decimals, testId, onDone, onClose }: AmountKeysProps) {
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
          testId={testId}
          placeholder="0"
          value={text}
          error={null}
          onChange={setText}
        />
        <Keypad value={text} decimals={decimals} onChange={setText} />
        <Button type="submit" size="lg" fullWidth>
          {t('sell.apply')}
        </Button>
      </form>
    </Dialog>
  );
}
