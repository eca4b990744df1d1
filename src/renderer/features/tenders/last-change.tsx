import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { takenSale } from './remembered.ts';
import classes from './taken-screen.module.css';
import { useTaken } from './use-taken.ts';

/** The change of the sale before, while the next one is begun: it is still being counted out. */
export function LastChange({ saleId }: { readonly saleId: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const change = useTaken(saleId)?.change ?? null;
  if (change === null) return null;
  return (
    <div className={classes['strip']} data-testid="last-change">
      <span>{t('tenders.lastChange', { amount: formatAmount(change, language) })}</span>
      <Button
        variant="default"
        className={classes['seen']}
        data-testid="last-change-seen"
        onClick={() => takenSale.set(null)}
      >
        {t('tenders.lastChangeSeen')}
      </Button>
    </div>
  );
}
