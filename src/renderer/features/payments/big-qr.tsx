import { Button, Modal } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { MoneyView, QrView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import classes from './big-qr.module.css';
import { EnterWords } from './enter-words.tsx';
import { QrCode } from './qr-code.tsx';

export interface BigQrProps {
  readonly qr: QrView;
  readonly label: string;
  readonly amount: MoneyView;
  /** The customer types the amount in. */
  readonly enters: boolean;
  readonly onClose: () => void;
}

/** The code over the whole window, to be turned towards the customer. */
export function BigQr({ qr, label, amount, enters, onClose }: BigQrProps) {
  const { t } = useTranslation();
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  return (
    <Modal.Root opened fullScreen transitionProps={{ duration: 0 }} padding={0} onClose={onClose}>
      <Modal.Content>
        <Modal.Title className="visually-hidden">{t('payment.biggerTitle')}</Modal.Title>
        <div className={classes['body']}>
          <div ref={ref} className={classes['room']}>
            {width > 0 ? <QrCode qr={qr} label={label} room={Math.min(width, height)} /> : null}
          </div>
          <div className={classes['bottom']}>
            {enters ? (
              <EnterWords amount={amount} />
            ) : (
              <Amount value={amount} className={classes['amount']} />
            )}
            <Button size="lg" variant="default" className={classes['close']} data-autofocus onClick={onClose}>
              {t('payment.smaller')}
            </Button>
          </div>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
