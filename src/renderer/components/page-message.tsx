import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './page-message.module.css';

export interface PageMessageProps {
  readonly icon: Icon;
  readonly title: string;
  readonly body: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** One message that takes the whole page, where nothing else can be shown. */
export function PageMessage({ icon: Picture, title, body, hint, children }: PageMessageProps) {
  return (
    <main className={classes['page']}>
      <div className={classes['box']} role="status">
        <Picture size={56} stroke={1.25} aria-hidden className={classes['icon']} />
        <h1>{title}</h1>
        <p className={classes['body']}>{body}</p>
        {hint === undefined ? null : <p className={classes['hint']}>{hint}</p>}
        {children ? <div className={classes['action']}>{children}</div> : null}
      </div>
    </main>
  );
}
