import { Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldLabel } from '../../components/field-label.tsx';
import classes from './links.module.css';
import { ProductDialog } from './product-dialog.tsx';
import { useProductNames } from './queries.ts';

/** The provider takes no more on one link. */
const PRODUCTS_MAX = 100;

export interface ProductFieldProps {
  /** The provider's ids of what the link shows. */
  readonly productIds: readonly string[];
  readonly error: string | null;
  readonly onChange: (productIds: readonly string[]) => void;
}

/** What the payer sees on this link beside its amount: products that are in step with the provider's. */
export function ProductField({ productIds, error, onChange }: ProductFieldProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const names = useProductNames(productIds);
  const toggle = (id: string) =>
    onChange(productIds.includes(id) ? productIds.filter((one) => one !== id) : [...productIds, id]);
  return (
    <div data-testid="link-products">
      <FieldLabel>{`${t('links.field.products')} (${t('common.optional')})`}</FieldLabel>
      <p className={classes['hint']}>{t('links.field.productsHint')}</p>
      {productIds.length === 0 ? null : (
        <ul className={classes['chosen']}>
          {productIds.map((id) => {
            const name = names.get(id) ?? t('links.field.productUnknown');
            return (
              <li key={id}>
                <span>{name}</span>
                <button
                  type="button"
                  aria-label={t('links.field.productRemove', { name })}
                  onClick={() => toggle(id)}
                >
                  <IconX size={20} aria-hidden />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <Button
        variant="default"
        data-testid="link-products-add"
        disabled={productIds.length >= PRODUCTS_MAX}
        leftSection={<IconPlus size={20} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('links.field.productsAdd')}
      </Button>
      <p className={classes['problem']} role="status">
        {error}
      </p>
      {adding ? (
        <ProductDialog chosen={productIds} onToggle={toggle} onClose={() => setAdding(false)} />
      ) : null}
    </div>
  );
}
