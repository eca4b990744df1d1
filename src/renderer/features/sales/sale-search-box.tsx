import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../../components/search-box.tsx';
import { isTypingTarget, useShortcuts } from '../../components/use-shortcuts.ts';

export interface SaleSearchBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** One field for whatever is at hand: a number, an amount, a product, a name, an id. */
export function SaleSearchBox({ text, onChange }: SaleSearchBoxProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useShortcuts((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTypingTarget(event.target)) return;
    if (event.key !== '/' && event.code !== 'F2') return;
    event.preventDefault();
    field.current?.focus();
  });
  return (
    <SearchBox
      ref={field}
      text={text}
      testId="sale-search"
      shortcuts="/ F2"
      words={{
        label: t('sales.search'),
        placeholder: t('sales.searchPlaceholder'),
        clear: t('sales.clearSearch'),
      }}
      onChange={onChange}
    />
  );
}
