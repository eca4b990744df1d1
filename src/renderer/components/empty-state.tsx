import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

export interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  readonly body: string;
  readonly children?: ReactNode;
}

/** What stands where nothing is yet: says what to do next. */
export function EmptyState({ icon: Picture, title, body, children }: EmptyStateProps) {
  return (
    <div className={classes['empty']}>
      <Picture size={40} stroke={1.25} aria-hidden className={classes['icon']} />
      <p className={classes['title']}>{title}</p>
      <p className={classes['body']}>{body}</p>
      {children ? <div className={classes['action']}>{children}</div> : null}
    </div>
  );
}
