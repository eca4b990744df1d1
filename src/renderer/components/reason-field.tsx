import { TextInput } from '@mantine/core';
import { Chip, ChipRow } from './chip.tsx';
import classes from './reason-field.module.css';

/** As long as the contract takes it. */
const REASON_MAX = 300;

export interface ReasonFieldProps {
  readonly label: string;
  readonly ownWords: string;
  /** Said in one tap. */
  readonly quick: readonly string[];
  /** Fewer characters, where the contract takes fewer. */
  readonly max?: number | undefined;
  readonly value: string;
  readonly error: string | null;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

/** Why somebody did what the machine would not: a quick choice, or words of their own. */
export function ReasonField(props: ReasonFieldProps) {
  const { label, ownWords, quick, max = REASON_MAX, value, error, testId, onChange } = props;
  return (
    <div className={classes['field']}>
      <p className={classes['label']}>{label}</p>
      <ChipRow label={label}>
        {quick.map((words) => (
          <Chip key={words} pressed={value === words} onPress={() => onChange(value === words ? '' : words)}>
            {words}
          </Chip>
        ))}
      </ChipRow>
      <TextInput
        aria-label={`${label}: ${ownWords}`}
        placeholder={ownWords}
        autoComplete="off"
        maxLength={max}
        data-testid={testId}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
