import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, ChipRow } from '../../components/chip.tsx';
import { methodName } from '../payments/method-words.ts';
import classes from './connection.module.css';
import { addMethod, offeredMethods, toggleMethod } from './methods.ts';

export interface MethodChipsProps {
  readonly methods: readonly string[];
  readonly onChange: (methods: readonly string[]) => void;
}

/** What payers may pay with: at least one, others by the operator's own name. */
export function MethodChips({ methods, onChange }: MethodChipsProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [last, setLast] = useState(false);
  const toggle = (name: string) => {
    const next = toggleMethod(methods, name);
    setLast(next === null);
    if (next) onChange(next);
  };
  return (
    <div className={classes['field']} data-testid="connection-methods">
      <p className={classes['label']}>{t('connection.methods')}</p>
      <ChipRow label={t('connection.methods')}>
        {offeredMethods(methods).map((name) => (
          <Chip
            key={name}
            pressed={methods.includes(name)}
            testId={`connection-method-${name}`}
            onPress={() => toggle(name)}
          >
            {methodName(t, name)}
          </Chip>
        ))}
        {adding ? null : (
          <Button
            variant="subtle"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('connection.otherMethod')}
          </Button>
        )}
      </ChipRow>
      {adding ? <OtherMethod methods={methods} onChange={onChange} onDone={() => setAdding(false)} /> : null}
      <p className={classes['hint']} role="status" data-wrong={last}>
        {t(last ? 'connection.methodLast' : 'connection.methodsHint')}
      </p>
    </div>
  );
}

interface OtherMethodProps extends MethodChipsProps {
  readonly onDone: () => void;
}

/** Not a form of its own: it may stand inside one. */
function OtherMethod({ methods, onChange, onDone }: OtherMethodProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const next = addMethod(methods, name);
  const add = () => {
    if (!next) return;
    onChange(next);
    onDone();
  };
  return (
    <div className={classes['inline']}>
      <TextInput
        className={classes['grow']}
        label={t('connection.otherMethod')}
        description={t('connection.otherMethodHint')}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maxLength={40}
        data-testid="connection-method-other"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <Button type="button" variant="default" disabled={next === null} onClick={add}>
        {t('connection.addMethod')}
      </Button>
    </div>
  );
}
