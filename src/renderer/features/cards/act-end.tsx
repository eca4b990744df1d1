import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActForm } from './act-form.ts';
import classes from './cards.module.css';
import { OperationOutcome } from './operation-outcome.tsx';

export interface ActEndProps {
  readonly form: Pick<ActForm<never>, 'operation' | 'startAnew'>;
  /** Fields of the form that show their own complaints. */
  readonly fields?: readonly string[];
  readonly onClose: () => void;
  /** What can be done besides, once it has ended well. */
  readonly children?: ReactNode;
}

/** What became of a form that was sent: followed until its end, and from a refusal back to the form. */
export function ActEnd({ form: { operation, startAnew }, fields = [], onClose, children }: ActEndProps) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const isSent = operation !== null;
  useEffect(() => {
    if (isSent) end.current?.scrollIntoView({ block: 'nearest' });
  }, [isSent]);
  if (operation === null) return null;
  const mayChange = operation.state === 'refused' || operation.state === 'failed';
  return (
    <div ref={end} className={classes['stack']}>
      <OperationOutcome operation={operation} fields={fields} />
      <div className={classes['dialogActions']}>
        <Button
          variant={mayChange || children ? 'default' : 'filled'}
          data-testid="act-end"
          onClick={onClose}
        >
          {t('cards.form.closeKey')}
        </Button>
        {mayChange ? (
          <Button data-testid="act-anew" onClick={startAnew}>
            {t('cards.form.change')}
          </Button>
        ) : null}
        {children}
      </div>
    </div>
  );
}
