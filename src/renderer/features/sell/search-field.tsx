import { Button } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../../components/search-box.tsx';
import classes from './search-field.module.css';

export interface SearchFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Enter: what was typed, or scanned, is wanted. */
  readonly onEnter: () => void;
  readonly onArrowDown: () => void;
  readonly onAmount: () => void;
}

/** The search of the counter, and beside it the key for what no search finds. */
export function SearchField({ onAmount, ...search }: SearchFieldProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['row']}>
      <SearchBox
        {...search}
        className={classes['field']}
        testId="search"
        shortcuts="/ Control+K F2"
        hint="/"
        large
        words={{
          label: t('sell.search'),
          placeholder: t('sell.searchPlaceholder'),
          clear: t('sell.clearSearch'),
        }}
      />
      <Button
        variant="default"
        size="lg"
        aria-label={t('sell.amount')}
        leftSection={<IconKeyboard size={22} aria-hidden />}
        data-testid="amount"
        onClick={onAmount}
      >
        <span className={classes['amountLabel']}>{t('sell.amount')}</span>
      </Button>
    </div>
  );
}
