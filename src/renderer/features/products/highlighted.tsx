import classes from './product-table.module.css';

export interface HighlightedProps {
  readonly text: string;
  /** From (included) and to (excluded), in UTF-16 units, in order. */
  readonly marks: readonly (readonly [number, number])[];
}

/** A text with the parts marked that a search has met. */
export function Highlighted({ text, marks }: HighlightedProps) {
  if (marks.length === 0) return text;
  let end = 0;
  const parts = marks.flatMap(([from, to]) => {
    const before = text.slice(end, from);
    end = to;
    return [
      before,
      <mark key={from} className={classes['mark']}>
        {text.slice(from, to)}
      </mark>,
    ];
  });
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
