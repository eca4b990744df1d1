import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowsMaximize, IconQrcodeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { isPayable } from '../../../domain/payment.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { BigQr } from './big-qr.tsx';
import { EnterWords } from './enter-words.tsx';
import classes from './payment-screen.module.css';
import { QrCode } from './qr-code.tsx';
import { QR_MIN_CSS_PX } from './qr-drawing.ts';

/** Padding and border of the card, and the key below the code. */
const CARD = { width: 14, height: 14 + 52 } as const;
/** Two lines with the amount, which may break once each. */
const ENTER_HEIGHT = 140;
const LARGEST = 640;

/** The code on its white card, as large as the room allows; a placeholder where there is none to scan. */
export function QrCard({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const [big, setBig] = useState(false);
  const enters = payment.origin === 'spare';
  const beside = CARD.height + (enters ? ENTER_HEIGHT : 0);
  const room = Math.min(LARGEST, width - CARD.width, height - beside);
  const label = t('payment.qrLabel', { amount: formatAmount(payment.amount, language) });
  const qr = isPayable(payment.state) ? payment.qr : null;
  const side = Math.max(QR_MIN_CSS_PX, room);
  return (
    <div ref={ref} className={classes['room']} data-enters={enters}>
      {qr ? (
        <div className={classes['card']}>
          {big ? (
            <div style={{ width: side, height: side }} />
          ) : (
            <QrCode qr={qr} label={label} room={width === 0 ? QR_MIN_CSS_PX : room} />
          )}
          {enters ? <EnterWords amount={payment.amount} /> : null}
          <BiggerKey onPress={() => setBig(true)} />
        </div>
      ) : (
        <div className={classes['card']} data-empty={payment.state !== 'requesting'}>
          <NoCode requesting={payment.state === 'requesting'} side={side} />
        </div>
      )}
      {big && qr ? (
        <BigQr qr={qr} label={label} amount={payment.amount} enters={enters} onClose={() => setBig(false)} />
      ) : null}
    </div>
  );
}

function BiggerKey({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="subtle"
      className={classes['bigger']}
      leftSection={<IconArrowsMaximize size={20} aria-hidden />}
      onClick={onPress}
    >
      {t('payment.bigger')}
    </Button>
  );
}

function NoCode({ requesting, side }: { readonly requesting: boolean; readonly side: number }) {
  return (
    <div className={classes[requesting ? 'placeholder' : 'gone']} style={{ width: side, height: side }}>
      {requesting ? null : <IconQrcodeOff size={96} stroke={1} aria-hidden />}
    </div>
  );
}
