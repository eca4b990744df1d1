import { Button } from '@mantine/core';
import { IconHistory, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ImportButton } from '../exchange/exchange-buttons.tsx';
import { InStepButton } from '../in-step/in-step-button.tsx';
import classes from './products-screen.module.css';

export interface ProductsHeaderProps {
  readonly mayEdit: boolean;
  readonly onAdd: () => void;
  readonly onChanges: () => void;
  /** To what the provider has of the catalogue. */
  readonly onInStep: () => void;
}

export function ProductsHeader({ mayEdit, onAdd, onChanges, onInStep }: ProductsHeaderProps) {
  const { t } = useTranslation();
  return (
    <header className={classes['header']}>
      <h1>{t('catalog.title')}</h1>
      {mayEdit ? (
        <div className={classes['headerActs']}>
          <Button
            variant="default"
            data-testid="changes-open"
            leftSection={<IconHistory size={20} aria-hidden />}
            onClick={onChanges}
          >
            {t('catalog.changes.open')}
          </Button>
          <ImportButton />
          <ExportButton />
          <InStepButton onOpen={onInStep} />
          <Button data-testid="product-add" leftSection={<IconPlus size={20} aria-hidden />} onClick={onAdd}>
            {t('catalog.add')}
          </Button>
        </div>
      ) : null}
    </header>
  );
}
