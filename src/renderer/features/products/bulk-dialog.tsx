import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChange, ProductSelection } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useTaxes } from '../taxes/queries.ts';
import classes from './bulk-dialog.module.css';
import { FIRST_PRICE_DRAFT, readPriceDraft } from './bulk-draft.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { BulkPrice, RoundingField } from './bulk-price.tsx';
import { CategoryField } from './category-picker.tsx';

export const BULK_KINDS = [
  'price',
  'category',
  'tax',
  'activate',
  'deactivate',
  'favour',
  'unfavour',
  'delete',
] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

export interface BulkDialogProps {
  readonly kind: BulkKind;
  readonly selection: ProductSelection;
  readonly currency: CurrencyCode;
  readonly pending: boolean;
  readonly onApply: (change: BulkChange) => void;
  readonly onClose: () => void;
}

/** One change for many products: what it is, what it would do, and only then the doing. */
export function BulkDialog(props: BulkDialogProps) {
  const { t } = useTranslation();
  const { kind, selection, currency, pending, onApply, onClose } = props;
  const [price, setPrice] = useState(FIRST_PRICE_DRAFT);
  const [categoryId, setCategoryId] = useState<string | null>(null);
  const [taxRateId, setTaxRateId] = useState<string | null>(null);
  const read = readPriceDraft(price, currency);
  const change = kind === 'price' ? (read.ok ? read.value : null) : changeOf(kind, categoryId, taxRateId);
  return (
    <Dialog title={t(`catalog.bulk.title.${kind}`)} width={kind === 'price' ? 760 : 560} onClose={onClose}>
      <form
        className={classes['form']}
        data-testid="bulk-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (change !== null && !pending) onApply(change);
        }}
      >
        <div className={classes['panes']} data-beside={kind === 'price'}>
          {kind === 'price' ? (
            <BulkPrice
              draft={price}
              currency={currency}
              problem={read.ok || read.error === 'empty' ? null : read.error}
              onChange={setPrice}
            />
          ) : null}
          {kind === 'category' ? (
            <CategoryField
              label={t('catalog.field.category')}
              title={t('catalog.bulk.title.category')}
              topLabel={t('catalog.categories.none')}
              value={categoryId}
              onChange={setCategoryId}
            />
          ) : null}
          {kind === 'tax' ? <TaxChoice value={taxRateId} onChange={setTaxRateId} /> : null}
          {kind === 'delete' ? <p>{t('catalog.bulk.deleteBody')}</p> : null}
          <div className={classes['pane']}>
            {kind === 'price' && price.by !== 'set' ? (
              <RoundingField draft={price} currency={currency} onChange={setPrice} />
            ) : null}
            <BulkPreview selection={selection} change={change} priced={kind === 'price'} />
          </div>
        </div>
        <div className={classes['actions']}>
          <Button variant="default" size="lg" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            size="lg"
            variant={kind === 'delete' ? 'danger-filled' : 'filled'}
            data-testid="bulk-apply"
            disabled={change === null || pending}
          >
            {t(kind === 'delete' ? 'catalog.bulk.delete' : 'catalog.bulk.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function changeOf(
  kind: Exclude<BulkKind, 'price'>,
  categoryId: string | null,
  taxRateId: string | null,
): BulkChange {
  switch (kind) {
    case 'category':
      return { kind, categoryId };
    case 'tax':
      return { kind, taxRateId };
    case 'activate':
    case 'deactivate':
      return { kind: 'active', active: kind === 'activate' };
    case 'favour':
    case 'unfavour':
      return { kind: 'favourite', favourite: kind === 'favour' };
    case 'delete':
      return { kind };
  }
}

interface TaxChoiceProps {
  readonly value: string | null;
  readonly onChange: (taxRateId: string | null) => void;
}

function TaxChoice({ value, onChange }: TaxChoiceProps) {
  const { t } = useTranslation();
  const rates = useTaxes().data?.rates.filter(({ active }) => active) ?? [];
  return (
    <NativeSelect
      label={t('catalog.field.tax')}
      description={rates.length === 0 ? t('catalog.field.noRates') : null}
      data-testid="bulk-tax-rate"
      value={value ?? ''}
      data={[
        { value: '', label: t('catalog.field.usualTax') },
        ...rates.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : currentTarget.value)}
    />
  );
}
