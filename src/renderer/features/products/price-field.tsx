import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconCalculator } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import type { ProductUnit } from '../../../domain/product.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { ValueField } from '../sell/value-field.tsx';
import classes from './editor-drawer.module.css';

export interface PriceFieldProps {
  readonly value: string;
  readonly unit: ProductUnit;
  readonly currency: CurrencyCode;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** A price: typed, or tapped on big number keys. */
export function PriceField({ value, unit, currency, error, onChange }: PriceFieldProps) {
  const { t } = useTranslation();
  const [keys, setKeys] = useState(false);
  const label = t(unit === 'kilogram' ? 'catalog.field.pricePerKilogram' : 'catalog.field.price', {
    currency,
  });
  return (
    <>
      <TextInput
        className={classes['price']}
        label={label}
        data-testid="variant-price"
        inputMode="decimal"
        autoComplete="off"
        rightSectionWidth={52}
        rightSection={
          <ActionIcon aria-label={t('sell.keypad')} onClick={() => setKeys(true)}>
            <IconCalculator size={22} aria-hidden />
          </ActionIcon>
        }
        value={value}
        error={error}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {keys ? (
        <PriceKeys label={label} currency={currency} onDone={onChange} onClose={() => setKeys(false)} />
      ) : null}
    </>
  );
}

interface PriceKeysProps {
  readonly label: string;
  readonly currency: CurrencyCode;
  readonly onDone: (value: string) => void;
  readonly onClose: () => void;
}

/** A new price in digits; the old one stays until it is taken over. */
function PriceKeys({ label, currency, onDone, onClose }: PriceKeysProps) {
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
      <form className={classes['keys']} onSubmit={submit}>
        <ValueField
          label={label}
          testId="price-keys"
          placeholder="0"
          value={text}
          error={null}
          onChange={setText}
        />
        <Keypad value={text} decimals={currencyExponent(currency)} onChange={setText} />
        <Button type="submit" size="lg" fullWidth data-testid="price-keys-done">
          {t('sell.apply')}
        </Button>
      </form>
    </Dialog>
  );
}
