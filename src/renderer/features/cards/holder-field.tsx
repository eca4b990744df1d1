import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardHolderView } from '../../../contract/views.ts';
import { FieldLabel } from '../../components/field-label.tsx';
import { useHolderPages } from '../../queries/cards.ts';
import { CardsProblem } from './cards-problem.tsx';
import { HolderDialog } from './holder-dialog.tsx';
import { holderName } from './holder-draft.ts';
import classes from './issue.module.css';

const TYPING_RESTS_MS = 300;
/** More than these are found by typing, not by looking through them. */
const SHOWN_AT_MOST = 6;
const FIRST_PAGE = [0];

export interface HolderFieldProps {
  readonly accountId: string;
  readonly holderId: string | null;
  readonly disabled: boolean;
  readonly error: string | null;
  readonly onChange: (holderId: string | null) => void;
}

/** Whose card it is: found by any part of the name, or added on the way. */
export function HolderField(props: HolderFieldProps) {
  const { accountId, holderId, disabled, error, onChange } = props;
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [adding, setAdding] = useState(false);
  const take = (id: string, of: string) => {
    setName(of);
    onChange(id);
  };
  return (
    <div className={classes['holder']} data-testid="issue-holder">
      {holderId === null ? (
        <Finder {...props} onTake={take} onAdd={() => setAdding(true)} />
      ) : (
        <>
          <FieldLabel>{t('issuedCards.issue.holder')}</FieldLabel>
          <div className={classes['chosen']}>
            <span>
              <b data-testid="issue-holder-name">{name}</b>
              <br />
              <span className={classes['soft']}>{holderId}</span>
            </span>
            <Button variant="default" disabled={disabled} onClick={() => onChange(null)}>
              {t('issuedCards.issue.holderChange')}
            </Button>
          </div>
          {error ? <p className={classes['problem']}>{error}</p> : null}
        </>
      )}
      {adding ? (
        <HolderDialog accountId={accountId} choose={false} onAdded={take} onClose={() => setAdding(false)} />
      ) : null}
    </div>
  );
}

interface FinderProps extends Pick<HolderFieldProps, 'accountId' | 'disabled' | 'error'> {
  readonly onTake: (holderId: string, name: string) => void;
  readonly onAdd: () => void;
}

function Finder({ accountId, disabled, error, onTake, onAdd }: FinderProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [rested] = useDebouncedValue(text.trim(), TYPING_RESTS_MS);
  const page = useHolderPages({ accountId, text: rested }, FIRST_PAGE).get(0);
  const found = page?.data?.items ?? [];
  const more = found.length > SHOWN_AT_MOST || page?.data?.more === true;
  return (
    <>
      <TextInput
        label={t('issuedCards.issue.holder')}
        placeholder={t('issuedCards.issue.holderPlaceholder')}
        data-testid="issue-holder-search"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        disabled={disabled}
        value={text}
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
        // What is looked for is not what is sent.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {page?.error ? <CardsProblem error={page.error} onRetry={page.retry} /> : null}
      <Found holders={found.slice(0, SHOWN_AT_MOST)} disabled={disabled} onTake={onTake} />
      {page?.data && found.length === 0 ? (
        <p>{t(rested === '' ? 'issuedCards.issue.holderEmpty' : 'issuedCards.issue.holderNone')}</p>
      ) : null}
      {more ? <p className={classes['soft']}>{t('issuedCards.issue.holderMore')}</p> : null}
      <AddKey disabled={disabled} onPress={onAdd} />
    </>
  );
}

function AddKey({ disabled, onPress }: { readonly disabled: boolean; readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      className={classes['alone']}
      data-testid="issue-holder-add"
      leftSection={<IconUserPlus size={20} aria-hidden />}
      disabled={disabled}
      onClick={onPress}
    >
      {t('issuedCards.issue.holderAdd')}
    </Button>
  );
}

interface FoundProps extends Pick<FinderProps, 'disabled' | 'onTake'> {
  readonly holders: readonly CardHolderView[];
}

function Found({ holders, disabled, onTake }: FoundProps) {
  const { t } = useTranslation();
  if (holders.length === 0) return null;
  return (
    <ul className={classes['found']} aria-label={t('issuedCards.holders.label')}>
      {holders.map((holder) => (
        <li key={holder.id}>
          <button
            type="button"
            disabled={disabled}
            data-testid="issue-holder-option"
            onClick={() => onTake(holder.id, holderName(holder))}
          >
            <b>{holderName(holder)}</b>
            <span className={classes['soft']}>{holder.email ?? holder.id}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
