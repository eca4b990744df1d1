import { useId } from 'react';
import classes from './choice-cards.module.css';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What it means, in one sentence. */
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly testId?: string | undefined;
}

export interface ChoiceCardsProps<T extends string> {
  readonly legend: string;
  readonly choices: readonly Choice<T>[];
  /** Null while nothing has been chosen yet. */
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  /** The field's name in a form that is read whole. */
  readonly name?: string | undefined;
  /** Side by side where there is room. */
  readonly beside?: boolean | undefined;
}

/** One of a few, each with what it means: large enough for a finger, native radios for keys and readers. */
export function ChoiceCards<T extends string>(props: ChoiceCardsProps<T>) {
  const ownName = useId();
  const { legend, choices, value, onChange, name = ownName, beside = false } = props;
  return (
    <fieldset className={classes['choices']} data-beside={beside}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={classes['choice']} data-disabled={choice.disabled ?? false}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            data-testid={choice.testId}
            checked={choice.value === value}
            disabled={choice.disabled ?? false}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <b>{choice.label}</b>
            {choice.hint === undefined ? null : <small>{choice.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
