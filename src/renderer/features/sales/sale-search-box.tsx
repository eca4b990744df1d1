import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || text === '') return;
    event.preventDefault();
    onChange('');
  };
  return (
    <TextInput
      ref={field}
      data-testid="sale-search"
      type="text"
      enterKeyHint="search"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      aria-label={t('sales.search')}
      aria-keyshortcuts="/ F2"
      placeholder={t('sales.searchPlaceholder')}
      leftSection={<IconSearch size={22} aria-hidden />}
      leftSectionWidth={48}
      rightSectionWidth={52}
      rightSection={
        text === '' ? null : (
          <ActionIcon aria-label={t('sales.clearSearch')} onClick={() => onChange('')}>
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
