import { useTranslation } from 'react-i18next';
import type { MoneyView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import classes from './enter-words.module.css';

const LANGUAGES = ['ru', 'en'] as const;

/** What the customer types in: in both languages at once, since nobody knows which one they read. */
export function EnterWords({ amount }: { readonly amount: MoneyView }) {
  const { i18n } = useTranslation();
  return (
    <div className={classes['enter']} data-testid="customer-enters">
      {LANGUAGES.map((language) => (
        <p key={language} lang={language}>
          {i18n.getFixedT(language)('payment.spare.enter')} <b>{formatAmount(amount, language)}</b>
        </p>
      ))}
    </div>
  );
}
