import type { ReactNode } from 'react';
import classes from './note.module.css';

export interface NoteProps {
  readonly tone: 'calm' | 'good' | 'warn' | 'bad';
  readonly title: string;
  readonly testId?: string | undefined;
  readonly children?: ReactNode;
}

/** Something that stands beside what it is about, until it is no longer so. Its tone is said by its words too. */
export function Note({ tone, title, testId, children }: NoteProps) {
  return (
    <div className={classes['note']} data-tone={tone} data-testid={testId}>
      <p className={classes['title']}>{title}</p>
      {children}
    </div>
  );
}
