import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OperationOutput } from '../../../contract/operations.ts';
import { Amount } from '../../components/amount.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './changes-dialog.module.css';
import { usePriceHistory } from './queries.ts';
import { useStaffNames } from './use-staff-names.ts';

export interface PriceHistoryDialogProps {
  readonly variantId: string;
  readonly name: string;
  readonly onClose: () => void;
}

type PriceChange = OperationOutput<'catalog.priceHistory'>['items'][number];

/** The prices that something has had: when, by whom, from what to what. */
export function PriceHistoryDialog({ variantId, name, onClose }: PriceHistoryDialogProps) {
  const { t } = useTranslation();
  const history = usePriceHistory(variantId);
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog title={t('catalog.prices.title', { name })} width={560} onClose={onClose}>
      {history.data && items.length === 0 ? <p>{t('catalog.prices.none')}</p> : null}
      <ul className={classes['list']} data-testid="price-history">
        {items.map((change) => (
          <PriceRow key={`${change.at}-${change.after?.amountMinor}`} change={change} />
        ))}
      </ul>
      {history.hasNextPage ? (
        <Button
          variant="subtle"
          fullWidth
          disabled={history.isFetching}
          onClick={() => void history.fetchNextPage()}
        >
          {t('catalog.changes.more')}
        </Button>
      ) : null}
    </Dialog>
  );
}

function PriceRow({ change: { at, staffId, before, after } }: { readonly change: PriceChange }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const nameOf = useStaffNames();
  return (
    <li className={classes['row']}>
      <p className={classes['meta']}>
        {[formatMoment(at, language, now), nameOf(staffId)].filter((part) => part !== null).join(' · ')}
      </p>
      <p className={classes['step']}>
        {before === null ? (
          <span className={classes['before']}>{t('catalog.prices.added')}</span>
        ) : (
          <Amount value={before} className={classes['before']} />
        )}
        <IconArrowRight size={18} aria-label={t('catalog.becomes')} />
        {after === null ? (
          <span className={classes['before']}>{t('catalog.prices.removed')}</span>
        ) : (
          <Amount value={after} />
        )}
      </p>
    </li>
  );
}
