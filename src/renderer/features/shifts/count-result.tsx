import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MoneyView, ShiftView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './shift-screen.module.css';

export interface CountResultProps {
  readonly count: NonNullable<ShiftView['count']>;
  readonly onCountAgain: () => void;
}

/** What was counted beside what should have been there: said after the count, never before. */
export function CountResult({ count, onCountAgain }: CountResultProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { amountMinor } = count.overShort;
  const absolute: MoneyView = { ...count.overShort, amountMinor: Math.abs(amountMinor) };
  const amount = formatAmount(absolute, language);
  const title =
    amountMinor === 0
      ? t('shift.end.exact')
      : t(amountMinor > 0 ? 'shift.end.over' : 'shift.end.short', { amount });
  return (
    <Note tone={amountMinor === 0 ? 'good' : 'warn'} title={title} testId="shift-difference">
      <dl className={classes['facts']}>
        <dt>{t('shift.end.counted')}</dt>
        <dd>
          <Amount value={count.counted} />
        </dd>
        <dt>{t('shift.end.expected')}</dt>
        <dd>
          <Amount value={count.expected} />
        </dd>
      </dl>
      <div>
        <Button variant="subtle" data-testid="shift-count-again" onClick={onCountAgain}>
          {t('shift.count.again')}
        </Button>
      </div>
    </Note>
  );
}
