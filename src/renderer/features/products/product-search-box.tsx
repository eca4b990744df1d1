import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { takesLetters } from './typing-target.ts';

export interface ProductSearchBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** From the field into the list. */
  readonly onArrowDown: () => void;
}

/** One field for a name, a code or a barcode; `/` leads to it. */
export function ProductSearchBox({ text, onChange, onArrowDown }: ProductSearchBoxProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useShortcuts((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
    if (event.key !== '/' && event.code !== 'F2') return;
    event.preventDefault();
    field.current?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onArrowDown();
    else if (event.key === 'Escape' && text !== '') onChange('');
    else return;
    event.preventDefault();
  };
  return (
    <TextInput
      ref={field}
      data-testid="catalog-search"
      type="text"
      enterKeyHint="search"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      aria-label={t('catalog.search')}
      aria-keyshortcuts="/ F2"
      placeholder={t('catalog.searchPlaceholder')}
      leftSection={<IconSearch size={22} aria-hidden />}
      leftSectionWidth={48}
      rightSectionWidth={52}
      rightSection={
        text === '' ? null : (
          <ActionIcon aria-label={t('catalog.clearSearch')} onClick={() => onChange('')}>
            <IconX size={20} aria-hidden />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
