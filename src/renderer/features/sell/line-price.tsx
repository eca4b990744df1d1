import { useTranslation } from 'react-i18next';
import { currencyExponent } from '../../../domain/currency.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Chip } from '../../components/chip.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import type { LinePaneProps } from './line-sheet.tsx';
import { LineTax } from './line-tax.tsx';
import classes from './number-dialog.module.css';
import { ValueField } from './value-field.tsx';

/** Another price for this line; the catalogue keeps its own. */
export function LinePrice({ line, draft, problem, onChange }: LinePaneProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const type = (price: string) => onChange({ ...draft, price, restored: false });
  const shown = problem?.tab === 'price' ? problem.problem : null;
  return (
    <div className={classes['pane']} data-fixed="true">
      <div className={classes['keys']}>
        <ValueField
          label={t('sell.price')}
          testId="line-price"
          placeholder={formatAmount(line.unitAmount, language)}
          value={draft.price}
          error={shown === null ? null : t(`sell.amountProblem.${shown}`)}
          onChange={type}
        />
        <Keypad value={draft.price} onChange={type} decimals={currencyExponent(line.unitAmount.currency)} />
      </div>
      <div className={classes['side']}>
        {line.catalogueAmount === null ? null : (
          <>
            <p className={classes['result']}>
              {t('sell.cataloguePrice', { amount: formatAmount(line.catalogueAmount, language) })}
            </p>
            <div>
              <Chip
                pressed={draft.restored}
                testId="line-price-restore"
                onPress={() => onChange({ ...draft, price: '', restored: !draft.restored })}
              >
                {t('sell.restorePrice')}
              </Chip>
            </div>
          </>
        )}
        <LineTax line={line} />
      </div>
    </div>
  );
}
