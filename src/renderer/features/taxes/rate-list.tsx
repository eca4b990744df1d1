import { Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { formatPercent } from '../sell/totals-rows.ts';
import { RateDialog } from './rate-dialog.tsx';
import { dayOf, newRate, putRate, type RateView, standingOf } from './tax-draft.ts';
import type { TaxFieldProps } from './taxes-card.tsx';
import classes from './taxes.module.css';

/** The rates with what they are today; one tap changes one. */
export function RateList({ settings, onChange }: TaxFieldProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<RateView | null>(null);
  return (
    <div>
      {settings.rates.length === 0 ? null : (
        <ul className={classes['rates']} aria-label={t('taxes.rates')}>
          {settings.rates.map((rate) => (
            <RateRow key={rate.id} rate={rate} onEdit={() => setEdited(rate)} />
          ))}
        </ul>
      )}
      <Button
        variant="subtle"
        data-testid="tax-add"
        leftSection={<IconPlus size={20} aria-hidden />}
        onClick={() => setEdited(newRate(settings, dayOf(new Date())))}
      >
        {t('taxes.add')}
      </Button>
      {edited ? (
        <RateDialog
          rate={edited}
          onClose={() => setEdited(null)}
          onDone={(rate) => {
            onChange(putRate(settings, rate));
            setEdited(null);
          }}
        />
      ) : null}
    </div>
  );
}

function RateRow({ rate, onEdit }: { readonly rate: RateView; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const standing = standingOf(rate, dayOf(new Date()));
  const words =
    typeof standing === 'number'
      ? t('sell.percentSign', { n: formatPercent(standing, language) })
      : t(standing === 'exempt' ? 'taxes.exempt' : 'taxes.notYet');
  return (
    <li>
      <button
        type="button"
        className={classes['rate']}
        data-active={rate.active}
        data-testid="tax-rate"
        aria-haspopup="dialog"
        onClick={onEdit}
      >
        <span className={classes['name']}>{rate.name}</span>
        {rate.active ? null : <span className={classes['unused']}>{t('taxes.outOfUse')}</span>}
        <span className={classes['percent']}>{words}</span>
        <IconPencil size={20} aria-hidden className={classes['pencil']} />
      </button>
    </li>
  );
}
