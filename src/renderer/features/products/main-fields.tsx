import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PRODUCT_UNITS } from '../../../domain/product.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { FieldLabel } from '../../components/field-label.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useTaxes } from '../taxes/queries.ts';
import { CategoryField } from './category-picker.tsx';
import classes from './editor-drawer.module.css';
import { PictureField } from './picture-field.tsx';
import type { ProductFormState } from './use-product-form.ts';

export interface FormPartProps {
  readonly form: ProductFormState;
}

/** What a product is called, what it looks like, where it stands and how it is sold. */
export function MainFields({ form, isNew }: FormPartProps & { readonly isNew: boolean }) {
  const { t } = useTranslation();
  const { draft, problem, change } = form;
  return (
    <section className={classes['card']} aria-label={t('catalog.product')}>
      <div className={classes['top']}>
        <PictureField name={draft.name} image={draft.image} onChange={(image) => change({ image })} />
        <div className={classes['fields']}>
          <TextInput
            {...(isNew ? { 'data-autofocus': true } : {})}
            data-testid="product-name"
            label={t('catalog.field.name')}
            autoComplete="off"
            maxLength={200}
            value={draft.name}
            error={problem?.field === 'name' ? t('catalog.problem.name') : null}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <DescriptionField form={form} />
        </div>
      </div>
      <div className={classes['pair']}>
        <CategoryField
          label={t('catalog.field.category')}
          title={t('catalog.categories.choose')}
          topLabel={t('catalog.categories.none')}
          value={draft.categoryId}
          onChange={(categoryId) => change({ categoryId })}
        />
        <TaxField form={form} />
      </div>
      <div className={classes['pair']}>
        <div>
          <FieldLabel>{t('catalog.field.unit')}</FieldLabel>
          <SegmentedControl
            fullWidth
            aria-label={t('catalog.field.unit')}
            data-testid="product-unit"
            value={draft.unit}
            data={PRODUCT_UNITS.map((unit) => ({ value: unit, label: t(`catalog.unit.${unit}`) }))}
            onChange={(value) => change({ unit: PRODUCT_UNITS.find((unit) => unit === value) ?? draft.unit })}
          />
        </div>
        <div>
          <CheckRow checked={draft.active} testId="product-active" onChange={(active) => change({ active })}>
            {t('catalog.field.active')}
            <small className={classes['hint']}>{t('catalog.field.activeHint')}</small>
          </CheckRow>
          <CheckRow
            checked={draft.favourite}
            testId="product-favourite"
            onChange={(favourite) => change({ favourite })}
          >
            {t('catalog.favourite')}
            <small className={classes['hint']}>{t('catalog.field.favouriteHint')}</small>
          </CheckRow>
        </div>
      </div>
    </section>
  );
}

function DescriptionField({ form: { draft, change } }: FormPartProps) {
  const { t } = useTranslation();
  return (
    <TextArea
      small
      label={t('catalog.field.description')}
      testId="product-description"
      maxLength={4000}
      value={draft.description}
      onChange={(description) => change({ description })}
    />
  );
}

/** The rates in use, and the product's own where it is out of use by now. */
function TaxField({ form: { draft, change } }: FormPartProps) {
  const { t } = useTranslation();
  const taxes = useTaxes().data;
  const rates = taxes?.rates.filter(({ id, active }) => active || id === draft.taxRateId) ?? [];
  const usual = rates.find(({ id }) => id === taxes?.defaultRateId);
  const usualLabel = usual
    ? t('catalog.field.usualTaxIs', { name: usual.name })
    : t('catalog.field.usualTax');
  return (
    <NativeSelect
      label={t('catalog.field.tax')}
      data-testid="product-tax"
      value={draft.taxRateId ?? ''}
      data={[{ value: '', label: usualLabel }, ...rates.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={({ currentTarget: { value } }) => change({ taxRateId: value === '' ? null : value })}
    />
  );
}
