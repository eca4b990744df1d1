import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';
import { useFocusBack } from './use-focus-back.ts';

export interface DialogProps {
  readonly title: string;
  readonly width: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with its name and a key to close it; Escape and a tap beside it close it too. The focus goes back. */
export function Dialog({ title, width, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  useFocusBack();
  return (
    <Modal.Root opened centered size={width} transitionProps={{ duration: 0 }} onClose={onClose}>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <div className={classes['header']}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </div>
        <Modal.Body className={classes['body']}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
