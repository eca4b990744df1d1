import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconKeyboard, IconSearch, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
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

export function SearchField(props: SearchFieldProps) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actionFor(event, props);
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className={classes['row']}>
      <TextInput
        ref={props.ref}
        className={classes['field']}
        classNames={{ input: classes['input'] ?? '' }}
        data-testid="search"
        type="text"
        enterKeyHint="go"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={t('sell.search')}
        aria-keyshortcuts="/ Control+K F2"
        placeholder={t('sell.searchPlaceholder')}
        leftSection={<IconSearch size={22} aria-hidden />}
        leftSectionWidth={52}
        rightSectionWidth={56}
        rightSection={
          props.text === '' ? (
            <kbd className={classes['hint']}>/</kbd>
          ) : (
            <ActionIcon aria-label={t('sell.clearSearch')} onClick={() => props.onChange('')}>
              <IconX size={20} aria-hidden />
            </ActionIcon>
          )
        }
        value={props.text}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button
        variant="default"
        size="lg"
        aria-label={t('sell.amount')}
        leftSection={<IconKeyboard size={22} aria-hidden />}
        data-testid="amount"
        onClick={props.onAmount}
      >
        <span className={classes['amountLabel']}>{t('sell.amount')}</span>
      </Button>
    </div>
  );
}

function actionFor(event: KeyboardEvent, props: SearchFieldProps): (() => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case 'Escape':
      return () => props.onChange('');
    case 'Enter':
      return props.onEnter;
    case 'ArrowDown':
      return props.onArrowDown;
    default:
      return null;
  }
}
