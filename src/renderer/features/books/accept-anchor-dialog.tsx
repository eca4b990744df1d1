import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckRow } from '../../components/check-row.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import classes from './books.module.css';
import { useAcceptAnchor } from './mutations.ts';

export interface AcceptAnchorDialogProps {
  readonly seen: 'missing' | 'cut' | 'rewritten';
  readonly onClose: () => void;
}

/** The journal is taken as it is only by somebody who says that they know why. */
export function AcceptAnchorDialog({ seen, onClose }: AcceptAnchorDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const [known, setKnown] = useState(false);
  const accept = useAcceptAnchor();
  const done = () => {
    show({ tone: 'done', title: t('books.accepted') });
    onClose();
  };
  return (
    <Dialog title={t('books.acceptTitle')} width={560} onClose={onClose}>
      <div className={classes['form']}>
        <p>{t(`books.acceptBody.${seen}`)}</p>
        <CheckRow checked={known} testId="books-accept-known" onChange={setKnown}>
          {t('books.acceptKnown')}
        </CheckRow>
        <div className={classes['dialogActions']}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            variant={seen === 'missing' ? 'filled' : 'danger'}
            disabled={!known || accept.isPending}
            data-testid="books-accept-confirm"
            onClick={() => accept.mutate({ seen }, { onSuccess: done })}
          >
            {t('books.newAnchor')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
