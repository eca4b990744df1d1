import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import { classNames } from './class-names.ts';
import classes from './search-box.module.css';

export interface SearchBoxWords {
  readonly label: string;
  readonly placeholder: string;
  readonly clear: string;
}

export interface SearchBoxProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly text: string;
  readonly words: SearchBoxWords;
  readonly testId: string;
  /** The keys that lead here, as readers are told them. */
  readonly shortcuts: string;
  /** The shortest of them, shown while the field is empty. */
  readonly hint?: string;
  /** The counter's is larger than the others. */
  readonly large?: boolean;
  readonly className?: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onEnter?: () => void;
  /** From the field into what it has found. */
  readonly onArrowDown?: () => void;
}

/** One field that finds things: Escape and a cross empty it, the arrow down leads into what was found. */
export function SearchBox(props: SearchBoxProps) {
  const { text, words, hint, large = false, onChange } = props;
  return (
    <TextInput
      ref={props.ref}
      className={props.className}
      classNames={{ input: classNames(large && classes['large']) }}
      data-testid={props.testId}
      type="text"
      enterKeyHint={props.onEnter ? 'go' : 'search'}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      aria-label={words.label}
      aria-keyshortcuts={props.shortcuts}
      placeholder={words.placeholder}
      leftSection={<IconSearch size={22} aria-hidden />}
      leftSectionWidth={large ? 52 : 48}
      rightSectionWidth={large ? 56 : 52}
      rightSection={
        text === '' ? (
          hint && <kbd className={classes['hint']}>{hint}</kbd>
        ) : (
          <ActionIcon aria-label={words.clear} onClick={() => onChange('')}>
            <IconX size={20} aria-hidden />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        const act = actionFor(event, props);
        if (!act) return;
        event.preventDefault();
        act();
      }}
    />
  );
}

/** An empty field leaves Escape to the screen: there may be something else to let go. */
function actionFor(event: KeyboardEvent, props: SearchBoxProps): (() => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case 'Escape':
      return props.text === '' ? null : () => props.onChange('');
    case 'Enter':
      return props.onEnter ?? null;
    case 'ArrowDown':
      return props.onArrowDown ?? null;
    default:
      return null;
  }
}
