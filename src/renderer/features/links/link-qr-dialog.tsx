import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { LinkView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { QrCode } from '../payments/qr-code.tsx';
import { QR_MIN_CSS_PX } from '../payments/qr-drawing.ts';
import classes from './links.module.css';
import { useLinkQr } from './queries.ts';

export interface LinkDialogProps {
  readonly link: LinkView;
  readonly onClose: () => void;
}

const LARGEST = 560;

/** The code of a link, large, to be turned towards whoever pays. */
export function LinkQrDialog({ link, onClose }: LinkDialogProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { data: qr, error } = useLinkQr(link.id);
  const { name, amount } = link;
  const room = Math.max(QR_MIN_CSS_PX, Math.min(LARGEST, width));
  return (
    <Dialog title={t('links.qrTitle', { name })} width={620} onClose={onClose}>
      {error ? (
        <Note tone="bad" title={words(error).title}>
          <p>{words(error).remedy}</p>
        </Note>
      ) : null}
      <div ref={ref} className={classes['qr']}>
        {qr && width > 0 ? <QrCode qr={qr} label={t('links.qrLabel', { name })} room={room} /> : null}
      </div>
      <p className={classes['qrAmount']}>
        {amount === null ? t('links.payerEnters') : <Amount value={amount} />}
      </p>
    </Dialog>
  );
}
