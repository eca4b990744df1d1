import { nameParts, tieUnits } from './mark-parts.ts';
import classes from './marked-name.module.css';

export interface MarkedNameProps {
  readonly name: string;
  readonly marks: Parameters<typeof nameParts>[1];
}

/** A name with what the search has met in it. */
export function MarkedName({ name, marks }: MarkedNameProps) {
  if (marks.length === 0) return tieUnits(name);
  return nameParts(tieUnits(name), marks).map(({ from, text, marked }) =>
    marked ? (
      <mark key={from} className={classes['mark']}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
