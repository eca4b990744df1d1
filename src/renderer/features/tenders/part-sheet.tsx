import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoneyView, SaleView } from '../../../contract/views.ts';
import { currencyExponent } from '../../../domain/currency.ts';
import { toDecimalText } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { typedText } from '../sell/quantity.ts';
import { ValueField } from '../sell/value-field.tsx';
import { readPart, shareOf } from './part-draft.ts';
import { PartLeft } from './part-left.tsx';
import classes from './tender-sheet.module.css';

/** Friends who pay alike. */
const SHARES: readonly number[] = [2, 3, 4];

export interface PartSheetProps {
  readonly sale: SaleView;
  readonly charging: boolean;
  readonly onCharge: (amount: MoneyView) => void;
  readonly onClose: () => void;
}

/** A code for a part of the sale: the rest is paid some other way, or by another code. */
export function PartSheet({ sale, charging, onCharge, onClose }: PartSheetProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { remaining } = sale;
  const [text, setText] = useState('');
  const part = readPart(text, remaining);
  const chosen = text.trim() !== '' && part.ok ? part.value.amount : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen && !charging) onCharge(chosen);
  };
  return (
    <Dialog title={t('tenders.partTitle')} width={760} onClose={onClose}>
      <form className={classes['form']} data-testid="part-sheet" onSubmit={submit}>
        <div className={classes['columns']}>
          <div className={classes['side']}>
            <ValueField
              label={t('tenders.amount')}
              testId="part-amount"
              placeholder="0"
              value={text}
              error={null}
              onChange={setText}
            />
            <Keypad value={text} onChange={setText} decimals={currencyExponent(remaining.currency)} />
          </div>
          <div className={classes['side']}>
            <div>
              <p className={classes['label']}>{t('tenders.left')}</p>
              <p className={classes['due']}>
                <Amount value={remaining} />
              </p>
            </div>
            <Shares
              remaining={remaining}
              chosen={chosen}
              onChoose={(value) => setText(typedText(value, language))}
            />
            <PartLeft part={part} />
          </div>
        </div>
        <Button type="submit" size="xl" fullWidth data-testid="part-charge" disabled={charging || !chosen}>
          {chosen
            ? t('tenders.partCharge', { amount: formatAmount(chosen, language) })
            : t('sell.chargeEmpty')}
        </Button>
      </form>
    </Dialog>
  );
}

interface SharesProps {
  readonly remaining: MoneyView;
  readonly chosen: MoneyView | null;
  readonly onChoose: (text: string) => void;
}

function Shares({ remaining, chosen, onChoose }: SharesProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <fieldset className={classes['quick']} aria-label={t('tenders.partShares')}>
      {SHARES.map((people) => {
        const share = shareOf(remaining, people);
        return (
          <button
            key={people}
            type="button"
            className={classes['quickKey']}
            data-testid={`part-share-${people}`}
            aria-pressed={share.amountMinor === chosen?.amountMinor}
            onClick={() => onChoose(toDecimalText(share))}
          >
            {formatAmount(share, language)}
            <small>{t('tenders.partShare', { n: people })}</small>
          </button>
        );
      })}
    </fieldset>
  );
}
