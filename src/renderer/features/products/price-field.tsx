import { useTranslation } from 'react-i18next';
import type { CurrencyCode } from '../../../domain/currency.ts';
import type { ProductUnit } from '../../../domain/product.ts';
import { AmountField } from '../sell/amount-field.tsx';
import classes from './editor-drawer.module.css';

export interface PriceFieldProps {
  readonly value: string;
  readonly unit: ProductUnit;
  readonly currency: CurrencyCode;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** A price: typed, or tapped on big number keys. */
export function PriceField({ unit, currency, ...field }: PriceFieldProps) {
  const { t } = useTranslation();
  const label = t(unit === 'kilogram' ? 'catalog.field.pricePerKilogram' : 'catalog.field.price', {
    currency,
  });
  return (
    <AmountField
      {...field}
      className={classes['price']}
      label={label}
      keysLabel={t('sell.keypad')}
      currency={currency}
      testId="variant-price"
    />
  );
}
