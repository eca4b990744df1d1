import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MoneyView } from '../../../contract/views.ts';
import { currencyExponent } from '../../../domain/currency.ts';
import { discountOf } from '../../../domain/discount.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Chip, ChipRow } from '../../components/chip.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import {
  type DiscountDraft,
  type DiscountDraftProblem,
  percentText,
  QUICK_PERCENTS,
  readDiscount,
} from './discount-draft.ts';
import classes from './number-dialog.module.css';
import { ValueField } from './value-field.tsx';

const KINDS = ['percent', 'amount'] as const;
const REASONS = ['regular', 'promotion', 'damaged', 'staff'] as const;

export interface DiscountFieldProps {
  readonly draft: DiscountDraft;
  /** What it is taken off. */
  readonly base: MoneyView;
  readonly problem: DiscountDraftProblem | null;
  readonly onChange: (draft: DiscountDraft) => void;
}

/** How much is taken off, in percent or as an amount, and why. */
export function DiscountField({ draft, base, problem, onChange }: DiscountFieldProps) {
  const { t } = useTranslation();
  const { currency } = base;
  const sign = currencySign(currency, useLanguage());
  const decimals = draft.kind === 'percent' ? 2 : currencyExponent(currency);
  const type = (text: string) => onChange({ ...draft, text });
  const valueProblem = problem === null || problem === 'reason_missing' ? null : problem;
  return (
    <div className={classes['pane']} data-fixed="true">
      <div className={classes['keys']}>
        <ValueField
          key={draft.kind}
          label={t('sell.discount')}
          testId="discount-value"
          placeholder={draft.kind === 'percent' ? t('sell.percentSign', { n: 0 }) : '0'}
          value={draft.text}
          error={valueProblem === null ? null : t(`sell.discountProblem.${valueProblem}`)}
          onChange={type}
        />
        <Keypad value={draft.text} onChange={type} decimals={decimals} />
      </div>
      <div className={classes['side']}>
        <SegmentedControl
          fullWidth
          aria-label={t('sell.discountKind')}
          data-testid="discount-kind"
          value={draft.kind}
          onChange={(kind) => onChange({ ...draft, kind, text: '' })}
          data={KINDS.map((value) => ({
            value,
            label: value === 'percent' ? t('sell.percent') : sign,
          }))}
        />
        {draft.kind === 'percent' ? <QuickPercents draft={draft} onChange={onChange} /> : null}
        <ReasonField
          label={t('sell.discountReason')}
          ownWords={t('sell.discountOwn')}
          quick={REASONS.map((key) => t(`sell.discountQuick.${key}`))}
          testId="discount-reason"
          value={draft.reason}
          error={problem === 'reason_missing' ? t('sell.discountProblem.reason_missing') : null}
          onChange={(reason) => onChange({ ...draft, reason })}
        />
        <TakesOff draft={draft} base={base} />
      </div>
    </div>
  );
}

interface PartProps {
  readonly draft: DiscountDraft;
  readonly onChange: (draft: DiscountDraft) => void;
}

function QuickPercents({ draft, onChange }: PartProps) {
  const { t } = useTranslation();
  return (
    <ChipRow label={t('sell.percent')}>
      {QUICK_PERCENTS.map((percent) => {
        const text = percentText(percent * 100);
        const pressed = draft.text === text;
        return (
          <Chip
            key={percent}
            pressed={pressed}
            testId={`discount-${percent}`}
            onPress={() => onChange({ ...draft, text: pressed ? '' : text })}
          >
            {t('sell.percentSign', { n: percent })}
          </Chip>
        );
      })}
    </ChipRow>
  );
}

/** What it comes to, by the very rule that main takes it off with. */
function TakesOff({ draft, base }: { readonly draft: DiscountDraft; readonly base: MoneyView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const read = readDiscount({ ...draft, reason: '-' }, base.currency);
  if (!read.ok) return <p className={classes['result']} />;
  return (
    <p className={classes['result']} aria-live="polite">
      {read.value === null
        ? t('sell.noDiscount')
        : t('sell.takesOff', { amount: formatAmount(discountOf(base, read.value), language) })}
    </p>
  );
}

function currencySign(currency: MoneyView['currency'], language: 'en' | 'ru'): string {
  const parts = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}
