import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatAmount, formatQuantity } from '../../../domain/receipt.ts';
import { Keypad } from '../../components/keypad.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { stepQuantity } from './line-draft.ts';
import type { LinePaneProps } from './line-sheet.tsx';
import { LineTax } from './line-tax.tsx';
import classes from './number-dialog.module.css';
import { decimalsOf, typedText } from './quantity.ts';
import { ValueField } from './value-field.tsx';

/** How many, or how much: typed, or stepped. */
export function LineQuantity({ line, draft, problem, onChange }: LinePaneProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const type = (quantity: string) => onChange({ ...draft, quantity });
  const step = (direction: 1 | -1) =>
    type(typedText(stepQuantity(line, draft.quantity, direction), language));
  const amount = formatAmount(line.unitAmount, language);
  return (
    <div className={classes['pane']} data-fixed="true">
      <div className={classes['keys']}>
        <div className={classes['stepper']}>
          <button
            type="button"
            className={classes['step']}
            aria-label={t('sell.fewer', { name: line.name })}
            data-testid="line-fewer"
            onClick={() => step(-1)}
          >
            <IconMinus size={24} aria-hidden />
          </button>
          <ValueField
            label={t('sell.quantityTitle')}
            testId="line-quantity"
            placeholder={formatQuantity(line.quantityThousandths, language)}
            value={draft.quantity}
            error={null}
            onChange={type}
          />
          <button
            type="button"
            className={classes['step']}
            aria-label={t('sell.more', { name: line.name })}
            data-testid="line-more"
            onClick={() => step(1)}
          >
            <IconPlus size={24} aria-hidden />
          </button>
        </div>
        <Keypad value={draft.quantity} onChange={type} decimals={decimalsOf(line.unit)} />
      </div>
      <div className={classes['side']}>
        <p className={classes['result']}>
          {t(line.unit === 'kilogram' ? 'sell.eachKilogram' : 'sell.eachLong', { amount })}
        </p>
        <LineTax line={line} />
        {problem?.tab === 'quantity' ? (
          <p className={classes['error']} role="alert">
            {t('errors.QUANTITY_INVALID.title')}. {t('errors.QUANTITY_INVALID.remedy')}
          </p>
        ) : null}
      </div>
    </div>
  );
}
