import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import { money } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Chip, ChipRow } from '../../components/chip.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { ValueField } from '../sell/value-field.tsx';
import classes from './bulk-dialog.module.css';
import { type PriceDraft, type PriceDraftProblem, roundings } from './bulk-draft.ts';

export interface BulkPriceProps {
  readonly draft: PriceDraft;
  readonly currency: CurrencyCode;
  readonly problem: PriceDraftProblem | null;
  readonly onChange: (draft: PriceDraft) => void;
}

const WAYS = ['percent', 'amount', 'set'] as const satisfies readonly PriceDraft['by'][];
const DIRECTIONS = ['up', 'down'] as const satisfies readonly PriceDraft['direction'][];

/** How prices change: up or down by percent or an amount and rounded, or one price for all. */
export function BulkPrice({ draft, currency, problem, onChange }: BulkPriceProps) {
  const { t } = useTranslation();
  const { by, direction, text } = draft;
  const decimals = by === 'percent' ? 2 : currencyExponent(currency);
  return (
    <div className={classes['pane']}>
      <SegmentedControl
        fullWidth
        aria-label={t('catalog.bulk.price')}
        data-testid="bulk-by"
        value={by}
        data={WAYS.map((value) => ({ value, label: t(`catalog.bulk.by.${value}`) }))}
        onChange={(value) => onChange({ ...draft, by: WAYS.find((way) => way === value) ?? by, text: '' })}
      />
      {by === 'set' ? null : (
        <ChipRow label={t('catalog.bulk.direction')}>
          {DIRECTIONS.map((one) => (
            <Chip
              key={one}
              pressed={direction === one}
              testId={`bulk-${one}`}
              onPress={() => onChange({ ...draft, direction: one })}
            >
              {t(`catalog.bulk.${one}`)}
            </Chip>
          ))}
        </ChipRow>
      )}
      <ValueField
        key={by}
        label={t(`catalog.bulk.by.${by}`)}
        testId="bulk-value"
        placeholder="0"
        value={text}
        error={problem === null ? null : t(`catalog.bulk.problem.${problem}`)}
        onChange={(next) => onChange({ ...draft, text: next })}
      />
      <Keypad value={text} decimals={decimals} onChange={(next) => onChange({ ...draft, text: next })} />
    </div>
  );
}

/** What the new prices are rounded to. */
export function RoundingField({ draft, currency, onChange }: Omit<BulkPriceProps, 'problem'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const label = (minor: number) =>
    minor === 1
      ? t('catalog.bulk.noRounding')
      : t('catalog.bulk.roundedTo', { amount: formatAmount(money(minor, currency), language) });
  return (
    <NativeSelect
      label={t('catalog.bulk.rounding')}
      data-testid="bulk-rounding"
      value={String(draft.roundTo)}
      data={roundings(currency).map((minor) => ({ value: String(minor), label: label(minor) }))}
      onChange={(event) => onChange({ ...draft, roundTo: Number(event.currentTarget.value) })}
    />
  );
}
