import { IconBackspace } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.ts';
import classes from './keypad.module.css';
import { pressKey } from './keypad-input.ts';

export interface KeypadProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Digits after the separator; without any, the key is not there. */
  readonly decimals: number;
}

const DIGITS: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Big number keys for fingers; what they write is text, as if it had been typed. */
export function Keypad({ value, onChange, decimals }: KeypadProps) {
  const { t } = useTranslation();
  const separator = useLanguage() === 'ru' ? ',' : '.';
  const press = (key: string) => onChange(pressKey(value, key, decimals));
  return (
    <fieldset className={classes['keypad']} aria-label={t('sell.keypad')}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" className={classes['key']} onClick={() => press(digit)}>
          {digit}
        </button>
      ))}
      {decimals > 0 ? (
        <button
          type="button"
          className={classes['key']}
          aria-label={t('sell.decimalPoint')}
          onClick={() => press(separator)}
        >
          {separator}
        </button>
      ) : (
        <button type="button" className={classes['key']} onClick={() => press('00')}>
          00
        </button>
      )}
      <button type="button" className={classes['key']} onClick={() => press('0')}>
        0
      </button>
      <button
        type="button"
        className={classes['key']}
        aria-label={t('sell.erase')}
        onClick={() => onChange(value.slice(0, -1))}
      >
        <IconBackspace size={28} aria-hidden />
      </button>
    </fieldset>
  );
}
