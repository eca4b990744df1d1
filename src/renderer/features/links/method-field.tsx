import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, ChipRow } from '../../components/chip.tsx';
import { FieldLabel } from '../../components/field-label.tsx';
import { offeredMethods, toggleMethod } from '../connection/methods.ts';
import { methodName } from '../payments/method-words.ts';
import classes from './links.module.css';

export interface MethodFieldProps {
  readonly methods: readonly string[];
  readonly error: string | null;
  readonly onChange: (methods: readonly string[]) => void;
}

/** What this link may be paid with: at least one of those in use. */
export function MethodField({ methods, error, onChange }: MethodFieldProps) {
  const { t } = useTranslation();
  const [last, setLast] = useState(false);
  // What was switched off stays in sight: it may be meant back.
  const [offered] = useState(() => offeredMethods(methods));
  const toggle = (name: string) => {
    const next = toggleMethod(methods, name);
    setLast(next === null);
    if (next) onChange(next);
  };
  const problem = last ? t('links.field.methodLast') : error;
  return (
    <div data-testid="link-methods">
      <FieldLabel>{t('links.field.methods')}</FieldLabel>
      <ChipRow label={t('links.field.methods')}>
        {offered.map((name) => (
          <Chip
            key={name}
            pressed={methods.includes(name)}
            testId={`link-method-${name}`}
            onPress={() => toggle(name)}
          >
            {methodName(t, name)}
          </Chip>
        ))}
      </ChipRow>
      <p className={classes['problem']} role="status">
        {problem}
      </p>
    </div>
  );
}
