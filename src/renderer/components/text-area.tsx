import { type Ref, type TextareaHTMLAttributes, useId } from 'react';
import { classNames } from './class-names.ts';
import { FieldLabel } from './field-label.tsx';
import classes from './text-area.module.css';

export interface TextAreaProps
  extends Pick<TextareaHTMLAttributes<HTMLTextAreaElement>, 'placeholder' | 'onKeyDown'> {
  readonly ref?: Ref<HTMLTextAreaElement>;
  readonly label: string;
  /** The words of the label are read out, and not shown. */
  readonly unlabelled?: boolean;
  /** A few lines that can be made longer; else as high as a note needs. */
  readonly small?: boolean;
  readonly maxLength: number;
  readonly testId: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Words over several lines. */
export function TextArea(props: TextAreaProps) {
  const { label, unlabelled = false, small = false, testId, onChange, ...field } = props;
  const id = useId();
  return (
    <div>
      {unlabelled ? null : <FieldLabel htmlFor={id}>{label}</FieldLabel>}
      <textarea
        {...field}
        id={id}
        className={classNames(classes['area'], small && classes['small'])}
        aria-label={unlabelled ? label : undefined}
        rows={small ? 2 : undefined}
        data-testid={testId}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
