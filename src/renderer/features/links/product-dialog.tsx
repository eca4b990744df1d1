import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationOutput } from '../../../contract/operations.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './links.module.css';
import { useProductsInStep } from './queries.ts';

type Found = OperationOutput<'inStep.search'>['items'][number];

/** Between two letters the catalogue is not asked. */
const TYPING_MS = 120;

interface ProductDialogProps {
  readonly chosen: readonly string[];
  readonly onToggle: (partnerProductId: string) => void;
  readonly onClose: () => void;
}

/** Choosing products by their words; one that is not in step cannot be shown, and says so. */
export function ProductDialog({ chosen, onToggle, onClose }: ProductDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, TYPING_MS);
  const found = useProductsInStep(asked);
  return (
    <Dialog title={t('links.field.productsAdd')} width={560} onClose={onClose}>
      <div className={classes['form']}>
        <TextInput
          data-autofocus
          data-testid="link-product-search"
          aria-label={t('catalog.search')}
          placeholder={t('catalog.searchPlaceholder')}
          autoComplete="off"
          maxLength={200}
          leftSection={<IconSearch size={22} aria-hidden />}
          leftSectionWidth={48}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {found?.length === 0 ? <p role="status">{t('links.field.productsNone')}</p> : null}
        <div className={classes['found']} data-testid="link-products-found">
          {found?.map((product) => (
            <FoundProduct key={product.variantId} product={product} chosen={chosen} onToggle={onToggle} />
          ))}
        </div>
        <Button size="lg" data-testid="link-products-done" onClick={onClose}>
          {t('links.field.productsDone')}
        </Button>
      </div>
    </Dialog>
  );
}

interface FoundProductProps extends Pick<ProductDialogProps, 'chosen' | 'onToggle'> {
  readonly product: Found;
}

function FoundProduct({ product, chosen, onToggle }: FoundProductProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { name, amount, partnerProductId: id } = product;
  const words = (
    <span className={classes['foundWords']}>
      <span>{name}</span>
      <span className={classes['meta']}>
        {formatAmount(amount, language)}
        {id === null ? ` · ${t('links.field.productNotInStep')}` : null}
      </span>
    </span>
  );
  if (id === null) return <div className={classes['notInStep']}>{words}</div>;
  return (
    <CheckRow checked={chosen.includes(id)} onChange={() => onToggle(id)}>
      {words}
    </CheckRow>
  );
}
