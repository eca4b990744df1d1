import { Button } from '@mantine/core';
import { IconBackspace } from '@tabler/icons-react';
import { type PointerEvent, type SubmitEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PIN_MAX_DIGITS, PIN_MIN_DIGITS } from '../../../domain/staff.ts';
import classes from './pin-pad.module.css';

export interface PinPadProps {
  readonly label: string;
  readonly pin: string;
  readonly onChange: (pin: string) => void;
  readonly onEnter: () => void;
  readonly enterWord: string;
  readonly disabled: boolean;
}

const DIGITS: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Digits for fingers and for keys alike. What is typed is shown as dots, on the screen and to a screen reader. */
export function PinPad({ label, pin, onChange, onEnter, enterWord, disabled }: PinPadProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!disabled) field.current?.focus();
  }, [disabled]);
  const write = (text: string) => onChange(text.replace(/\D/g, '').slice(0, PIN_MAX_DIGITS));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!disabled && pin.length >= PIN_MIN_DIGITS) onEnter();
  };
  return (
    <form className={classes['pad']} onSubmit={submit}>
      <input
        ref={field}
        className={classes['field']}
        data-autofocus
        type="password"
        inputMode="none"
        autoComplete="off"
        aria-label={label}
        data-testid="pin-field"
        value={pin}
        disabled={disabled}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <p className="visually-hidden" aria-live="polite">
        {t('staff.pin.digits', { count: pin.length })}
      </p>
      <fieldset className={classes['keys']} aria-label={label} disabled={disabled} onPointerDown={keepFocus}>
        {DIGITS.map((digit) => (
          <button key={digit} type="button" className={classes['key']} onClick={() => write(pin + digit)}>
            {digit}
          </button>
        ))}
        <button type="button" className={classes['key']} data-word="true" onClick={() => onChange('')}>
          {t('staff.pin.clear')}
        </button>
        <button type="button" className={classes['key']} onClick={() => write(`${pin}0`)}>
          0
        </button>
        <button
          type="button"
          className={classes['key']}
          aria-label={t('staff.pin.erase')}
          onClick={() => onChange(pin.slice(0, -1))}
        >
          <IconBackspace size={28} aria-hidden />
        </button>
      </fieldset>
      <Button
        type="submit"
        size="lg"
        data-testid="pin-enter"
        disabled={disabled || pin.length < PIN_MIN_DIGITS}
      >
        {enterWord}
      </Button>
    </form>
  );
}

/** A finger on a key leaves the keyboard where it was: digits may be typed and tapped in turn. */
function keepFocus(event: PointerEvent): void {
  event.preventDefault();
}
