import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import classes from './columns-step.module.css';
import type { ImportOptions } from './memory.ts';

const DECIMALS = ['auto', 'comma', 'point'] as const;

/** Headings lie among the first rows; further down they are no headings. */
const HEADER_ROWS = 15;

export interface ReadingOptionsProps {
  readonly options: ImportOptions;
  /** Another row than the one whose headings are known. */
  readonly moved: boolean;
  readonly onChange: (options: ImportOptions) => void;
}

/** What the file does not say of itself. */
export function ReadingOptions({ options, moved, onChange }: ReadingOptionsProps) {
  const { t } = useTranslation();
  const rows = Array.from({ length: Math.max(HEADER_ROWS, options.headerRow + 1) }, (_, index) => index);
  return (
    <section className={classes['options']} aria-label={t('exchange.options')}>
      <div className={classes['pair']}>
        <NativeSelect
          label={t('exchange.headerRow')}
          data-testid="header-row"
          value={String(options.headerRow)}
          data={rows.map((row) => ({
            value: String(row),
            label: t('exchange.headerRowOption', { n: row + 1 }),
          }))}
          onChange={({ currentTarget: { value } }) => onChange({ ...options, headerRow: Number(value) })}
        />
        <NativeSelect
          label={t('exchange.decimals')}
          data-testid="decimals"
          value={options.decimals}
          data={DECIMALS.map((value) => ({ value, label: t(`exchange.decimalsOption.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...options, decimals: DECIMALS.find((one) => one === value) ?? 'auto' })
          }
        />
      </div>
      {moved ? (
        <p className={classes['soft']} role="status">
          {t('exchange.headingsLater')}
        </p>
      ) : null}
      <ChoiceCards
        legend={t('exchange.missing')}
        value={options.missing}
        onChange={(missing) => onChange({ ...options, missing })}
        choices={[
          { value: 'keep', label: t('exchange.missingKeep'), hint: t('exchange.missingKeepHint') },
          {
            value: 'deactivate',
            label: t('exchange.missingOff'),
            hint: t('exchange.missingOffHint'),
            testId: 'missing-off',
          },
        ]}
      />
    </section>
  );
}
