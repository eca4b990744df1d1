import { useTranslation } from 'react-i18next';
import type { DecimalAmountView, IssuerAccountView } from '../../../contract/views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './cards.module.css';
import { formatDecimal } from './decimal-text.ts';
import { transferPreview } from './transfer-draft.ts';

export interface TransferPreviewProps {
  /** Null while none has been typed. */
  readonly amount: DecimalAmountView | null;
  readonly from: IssuerAccountView;
  readonly to: IssuerAccountView | null;
}

/** What will move from where to where, and what both accounts have after it. */
export function TransferPreview({ amount, from, to }: TransferPreviewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (amount === null || to === null) return null;
  const after = transferPreview(amount, from, to);
  const rows = [
    { words: t('cards.transfer.previewFrom', { name: from.name }), account: from, left: after?.from },
    { words: t('cards.transfer.previewTo', { name: to.name }), account: to, left: after?.to },
  ];
  return (
    <section className={classes['preview']} data-testid="transfer-preview">
      <h3>{t('cards.transfer.preview', { amount: formatDecimal(amount, language) })}</h3>
      {rows.map(({ words, account, left }) => (
        <div key={account.id} className={classes['previewRow']}>
          <span>{words}</span>
          <span className="figures">
            {t('cards.transfer.before', { amount: formatDecimal(account.balance, language) })}
            {left === undefined ? null : (
              <>
                <br />
                <b>{t('cards.transfer.after', { amount: formatDecimal(left, language) })}</b>
              </>
            )}
          </span>
        </div>
      ))}
    </section>
  );
}
