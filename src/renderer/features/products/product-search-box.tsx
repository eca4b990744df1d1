import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../../components/search-box.tsx';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { takesLetters } from './typing-target.ts';

export interface ProductSearchBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** From the field into the list. */
  readonly onArrowDown: () => void;
}

/** One field for a name, a code or a barcode; `/` leads to it. */
export function ProductSearchBox(props: ProductSearchBoxProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useShortcuts((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
    if (event.key !== '/' && event.code !== 'F2') return;
    event.preventDefault();
    field.current?.focus();
  });
  return (
    <SearchBox
      {...props}
      ref={field}
      testId="catalog-search"
      shortcuts="/ F2"
      words={{
        label: t('catalog.search'),
        placeholder: t('catalog.searchPlaceholder'),
        clear: t('catalog.clearSearch'),
      }}
    />
  );
}
