import { useTranslation } from 'react-i18next';
import type { IssuerTransactionView } from '../../../contract/views.ts';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Decimal } from './decimal.tsx';
import { formatDecimal } from './decimal-text.ts';
import classes from './list-room.module.css';
import { TwoLines } from './window-table.tsx';

const TONES = { done: 'good', pending: 'warn', failed: 'bad' } as const;

/** How a row of a history is said. Kinds and statuses are the issuer's own words. */
export function useTransactionCells() {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  return (row: IssuerTransactionView) => {
    const at = row.at === null ? t('issuedCards.transactions.noTime') : formatMoment(row.at, language, now);
    const details = detailsOf(row);
    const fee =
      row.fee === null || row.fee.decimal === '0'
        ? ''
        : t('issuedCards.transactions.fee', { amount: formatDecimal(row.fee, language) });
    return [
      at,
      <TwoLines
        key="what"
        first={details === '' ? row.kind : details}
        second={details === '' ? '' : row.kind}
        narrow={[at, row.status, details === '' ? '' : row.kind].filter((part) => part !== '').join(' · ')}
      />,
      <span key="status" className={classes['state']} data-tone={row.outcome ? TONES[row.outcome] : 'calm'}>
        {row.status}
      </span>,
      <TwoLines
        key="amount"
        first={<Decimal value={row.amount} signed className={classes['amount']} />}
        second={fee}
        narrow={fee}
      />,
    ];
  };
}

/** What the till's own transactions carry to be found again: nothing for a person. */
const MARK = /\bTL[\da-f]{16}\b/;

/** Where it was paid says more than what the issuer describes it with. */
function detailsOf({ merchant, description }: IssuerTransactionView): string {
  return [merchant, description?.replace(MARK, '').trim()].filter(Boolean).join(' · ');
}
