import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChange, ProductSelection } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useTaxes } from '../taxes/queries.ts';
import classes from './bulk-dialog.module.css';
import {
  type BulkDraft,
  type BulkKind,
  FIRST_BULK_DRAFT,
  priceProblem,
  readBulkDraft,
} from './bulk-draft.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { BulkPrice, RoundingField } from './bulk-price.tsx';
import { CategoryField } from './category-picker.tsx';

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
  const [draft, setDraft] = useState(FIRST_BULK_DRAFT);
  const change = readBulkDraft(kind, draft, currency);
  const priced = kind === 'price';
  return (
    <Dialog title={t(`catalog.bulk.title.${kind}`)} width={priced ? 760 : 560} onClose={onClose}>
      <form
        className={classes['form']}
        data-testid="bulk-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (change !== null && !pending) onApply(change);
        }}
      >
        <div className={classes['panes']} data-beside={priced}>
          <BulkFields kind={kind} draft={draft} currency={currency} onChange={setDraft} />
          <div className={classes['pane']}>
            {priced && draft.price.by !== 'set' ? (
              <RoundingField
                draft={draft.price}
                currency={currency}
                onChange={(price) => setDraft({ ...draft, price })}
              />
            ) : null}
            <BulkPreview selection={selection} change={change} priced={priced} />
          </div>
        </div>
        <BulkActions kind={kind} disabled={change === null || pending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

interface BulkFieldsProps {
  readonly kind: BulkKind;
  readonly draft: BulkDraft;
  readonly currency: CurrencyCode;
  readonly onChange: (draft: BulkDraft) => void;
}

/** What the change is to be. */
function BulkFields({ kind, draft, currency, onChange }: BulkFieldsProps) {
  const { t } = useTranslation();
  switch (kind) {
    case 'price':
      return (
        <BulkPrice
          draft={draft.price}
          currency={currency}
          problem={priceProblem(draft.price, currency)}
          onChange={(price) => onChange({ ...draft, price })}
        />
      );
    case 'category':
      return (
        <CategoryField
          label={t('catalog.field.category')}
          title={t('catalog.bulk.title.category')}
          topLabel={t('catalog.categories.none')}
          unchosen={t('catalog.bulk.chooseCategory')}
          value={draft.categoryId}
          onChange={(categoryId) => onChange({ ...draft, categoryId })}
        />
      );
    case 'tax':
      return (
        <TaxChoice value={draft.taxRateId} onChange={(taxRateId) => onChange({ ...draft, taxRateId })} />
      );
    case 'delete':
      return <p>{t('catalog.bulk.deleteBody')}</p>;
    default:
      return null;
  }
}

interface BulkActionsProps extends Pick<BulkDialogProps, 'kind' | 'onClose'> {
  readonly disabled: boolean;
}

function BulkActions({ kind, disabled, onClose }: BulkActionsProps) {
  const { t } = useTranslation();
  const deletes = kind === 'delete';
  return (
    <div className={classes['actions']}>
      <Button variant="default" size="lg" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button
        type="submit"
        size="lg"
        variant={deletes ? 'danger-filled' : 'filled'}
        data-testid="bulk-apply"
        disabled={disabled}
      >
        {t(deletes ? 'catalog.bulk.delete' : 'catalog.bulk.apply')}
      </Button>
    </div>
  );
}

interface TaxChoiceProps {
  readonly value: BulkDraft['taxRateId'];
  readonly onChange: (taxRateId: string | null) => void;
}

/** Of the options that are no rate; the id of a rate is a UUID. */
const UNCHOSEN = '';
const USUAL = 'usual';

function TaxChoice({ value, onChange }: TaxChoiceProps) {
  const { t } = useTranslation();
  const rates = useTaxes().data?.rates.filter(({ active }) => active) ?? [];
  return (
    <NativeSelect
      label={t('catalog.field.tax')}
      description={rates.length === 0 ? t('catalog.field.noRates') : null}
      data-testid="bulk-tax-rate"
      value={value === undefined ? UNCHOSEN : (value ?? USUAL)}
      data={[
        ...(value === undefined ? [{ value: UNCHOSEN, label: t('catalog.bulk.chooseTax') }] : []),
        { value: USUAL, label: t('catalog.field.usualTax') },
        ...rates.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value === USUAL ? null : currentTarget.value)}
    />
  );
}
