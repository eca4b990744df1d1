import { useTranslation } from 'react-i18next';
import type { ReceiptView } from '../../contract/views.ts';
import classes from './receipt-paper.module.css';

/** A receipt as on paper: fixed width, dark on white in both colour schemes. */
export function ReceiptPaper({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, which the keyboard must reach
    <section className={classes['paper']} aria-label={t('payment.receipt')} tabIndex={0}>
      <pre data-testid="receipt">{receipt.lines.join('\n')}</pre>
    </section>
  );
}
