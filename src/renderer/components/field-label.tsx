import classes from './field-label.module.css';

export interface FieldLabelProps {
  /** The field that it names; absent where the field names itself. */
  readonly htmlFor?: string;
  readonly children: string;
}

/** The words above a field of our own, as Mantine's fields have theirs. */
export function FieldLabel({ htmlFor, children }: FieldLabelProps) {
  return (
    <p className={classes['label']}>
      {htmlFor === undefined ? children : <label htmlFor={htmlFor}>{children}</label>}
    </p>
  );
}
