import { IconCircleCheck, IconClockHour4 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PaymentView, ProofView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useNow } from '../../components/use-now.ts';
import { formatCountdown } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { QrCode } from '../payments/qr-code.tsx';
import classes from './proof.module.css';
import { useProofPayment } from './queries.ts';

/** Room for the code, in CSS pixels: large enough for any phone, beside the steps. */
const ROOM = 360;

export interface ProofCodeProps {
  readonly proof: ProofView;
  readonly demo: boolean;
}

/** The code to scan with what to do, or what stands in its place. */
export function ProofCode({ proof, demo }: ProofCodeProps) {
  const { t } = useTranslation();
  const paid = proof.steps.some(({ id, state }) => id === 'paid' && state === 'ok');
  const Picture = paid ? IconCircleCheck : IconClockHour4;
  return (
    <div className={classes['codeSide']}>
      {proof.attemptId === null ? (
        <div className={classes['noCode']}>
          <Picture size={72} stroke={1.25} aria-hidden className={classes['noCodeMark']} data-paid={paid} />
          <p>{t(paid ? 'proof.paid' : 'proof.preparing')}</p>
          {paid && !demo ? <p className={classes['soft']}>{t('proof.paidHint')}</p> : null}
        </div>
      ) : (
        <ShownCode attemptId={proof.attemptId} proof={proof} demo={demo} />
      )}
    </div>
  );
}

function ShownCode({ attemptId, proof, demo }: ProofCodeProps & { readonly attemptId: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const payment = useProofPayment(attemptId).data;
  const amount = formatAmount(proof.amount, language);
  return (
    <>
      <div className={classes['paper']}>
        {payment?.qr ? <QrCode qr={payment.qr} label={t('proof.qrLabel', { amount })} room={ROOM} /> : null}
      </div>
      <p className={classes['todo']}>{demo ? t('proof.demoHint') : t('proof.scan', { amount })}</p>
      {demo ? null : <p className={classes['soft']}>{t('proof.scanHint')}</p>}
      {payment?.expiresAt ? <TimeLeft expiresAt={payment.expiresAt} /> : null}
    </>
  );
}

function TimeLeft({ expiresAt }: { readonly expiresAt: NonNullable<PaymentView['expiresAt']> }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <p className={classes['soft']}>
      <time>{t('proof.timeLeft', { time: formatCountdown(Date.parse(expiresAt) - now) })}</time>
    </p>
  );
}
