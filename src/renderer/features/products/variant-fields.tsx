import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconHistory, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { VARIANTS_MAX } from '../../../domain/product.ts';
import { BarcodeField } from './barcode-field.tsx';
import classes from './editor-drawer.module.css';
import { PriceField } from './price-field.tsx';
import { PriceHistoryDialog } from './price-history-dialog.tsx';
import { movedVariant, newVariant, putVariant, type VariantDraft, withBarcode } from './product-draft.ts';
import type { ProductFormState } from './use-product-form.ts';

export interface VariantFieldsProps {
  readonly form: ProductFormState;
  readonly currency: CurrencyCode;
}

/** Price and codes; of each size, colour or taste where there are several. */
export function VariantFields({ form, currency }: VariantFieldsProps) {
  const { t } = useTranslation();
  const { draft, change } = form;
  const { variants } = draft;
  const several = variants.length > 1;
  return (
    <section className={classes['card']} aria-labelledby="product-variants">
      <h3 id="product-variants">{t(several ? 'catalog.variants.title' : 'catalog.variants.only')}</h3>
      {variants.map((variant, index) =>
        several ? (
          <div key={variant.key} className={classes['variant']} data-testid="variant">
            <VariantHead form={form} variant={variant} index={index} />
            <Codes form={form} variant={variant} currency={currency} />
          </div>
        ) : (
          <Codes key={variant.key} form={form} variant={variant} currency={currency} />
        ),
      )}
      {variants.length < VARIANTS_MAX ? (
        <div>
          <Button
            variant="subtle"
            data-testid="variant-add"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => change({ variants: [...variants, newVariant(variants)] })}
          >
            {t(several ? 'catalog.variants.add' : 'catalog.variants.addFirst')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

interface VariantProps {
  readonly form: ProductFormState;
  readonly variant: VariantDraft;
}

function VariantHead({ form, variant, index }: VariantProps & { readonly index: number }) {
  const { t } = useTranslation();
  const { draft, change, problem } = form;
  const { variants } = draft;
  const { key, name } = variant;
  const called = name === '' ? t('catalog.variants.nth', { n: index + 1 }) : name;
  const wrong = problem?.field === 'variantName' && problem.key === key ? problem.reason : null;
  const move = (by: -1 | 1) => change({ variants: movedVariant(variants, key, by) });
  return (
    <div className={classes['variantHead']}>
      <TextInput
        label={t('catalog.variants.name')}
        data-testid="variant-name"
        autoComplete="off"
        maxLength={120}
        value={name}
        error={wrong === null ? null : t(`catalog.problem.variantName.${wrong}`)}
        onChange={(event) =>
          change({ variants: putVariant(variants, key, { ...variant, name: event.currentTarget.value }) })
        }
      />
      <ActionIcon
        aria-label={t('catalog.variants.up', { name: called })}
        data-testid="variant-up"
        disabled={index === 0}
        onClick={() => move(-1)}
      >
        <IconArrowUp size={20} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t('catalog.variants.down', { name: called })}
        data-testid="variant-down"
        disabled={index === variants.length - 1}
        onClick={() => move(1)}
      >
        <IconArrowDown size={20} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t('catalog.variants.remove', { name: called })}
        data-testid="variant-remove"
        onClick={() => change({ variants: putVariant(variants, key, null) })}
      >
        <IconTrash size={20} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function Codes({ form, variant, currency }: VariantProps & { readonly currency: CurrencyCode }) {
  const { t } = useTranslation();
  const { draft, change, problem } = form;
  const { key } = variant;
  const put = (changes: Partial<VariantDraft>) =>
    change({ variants: putVariant(draft.variants, key, { ...variant, ...changes }) });
  const priceProblem = problem?.field === 'price' && problem.key === key ? problem.reason : null;
  return (
    <div className={classes['codes']}>
      <div className={classes['fields']}>
        <PriceField
          value={variant.price}
          unit={draft.unit}
          currency={currency}
          error={priceProblem === null ? null : t(`catalog.problem.price.${priceProblem}`)}
          onChange={(price) => put({ price })}
        />
        {variant.id === null ? null : <History variantId={variant.id} form={form} variant={variant} />}
      </div>
      <div className={classes['fields']}>
        <TextInput
          label={t('catalog.field.sku')}
          data-testid="variant-sku"
          autoComplete="off"
          maxLength={80}
          value={variant.sku}
          error={problem?.field === 'sku' && problem.key === key ? t('catalog.problem.sku') : null}
          onChange={(event) => put({ sku: event.currentTarget.value })}
        />
        <BarcodeField
          codes={variant.barcodes}
          text={variant.typedBarcode}
          onType={(typedBarcode) => put({ typedBarcode })}
          problem={problem?.field === 'barcode' && problem.key === key ? problem.code : null}
          onAdd={(code) => {
            const added = withBarcode(draft.variants, key, code);
            if (added.ok) change({ variants: added.value });
            return added.ok ? null : added.error;
          }}
          onRemove={(code) => put({ barcodes: variant.barcodes.filter((one) => one !== code) })}
        />
      </div>
    </div>
  );
}

function History({ variantId, form, variant }: VariantProps & { readonly variantId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button
        variant="subtle"
        fullWidth
        data-testid="price-history-open"
        leftSection={<IconHistory size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('catalog.prices.open')}
      </Button>
      {open ? (
        <PriceHistoryDialog
          variantId={variantId}
          name={variant.name === '' ? form.draft.name : variant.name}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
