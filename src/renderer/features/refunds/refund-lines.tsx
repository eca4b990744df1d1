import { ActionIcon, Button } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RefundOptionsView } from '../../../contract/views.ts';
import { formatQuantity } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { stepOf } from '../sell/quantity.ts';
import { lineAmount, type OptionLine, quantityOf, type RefundDraft, withQuantity } from './refund-draft.ts';
import classes from './refund-dialog.module.css';

export interface RefundLinesProps {
  readonly options: RefundOptionsView;
  readonly draft: RefundDraft;
  readonly onChange: (draft: RefundDraft) => void;
}

/** How much of each line comes back. */
export function RefundLines({ options, draft, onChange }: RefundLinesProps) {
  return (
    <ul className={classes['lines']}>
      {options.lines.map((line) => (
        <Line
          key={line.saleLineId}
          line={line}
          quantity={quantityOf(draft, line)}
          onQuantity={(wished) => onChange(withQuantity(draft, line, wished))}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  readonly line: OptionLine;
  readonly quantity: number;
  readonly onQuantity: (wished: number) => void;
}

function Line({ line, quantity, onQuantity }: LineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { name, refundableThousandths: most } = line;
  const step = stepOf(line.unit);
  const words = t('refund.lineOf', {
    quantity: formatQuantity(quantity, language),
    of: formatQuantity(most, language),
  });
  return (
    <li className={classes['line']} data-testid="refund-line" data-chosen={quantity > 0}>
      <span className={classes['lineName']}>{name}</span>
      <Amount value={lineAmount(line, quantity)} className={classes['lineAmount']} />
      {most === 0 ? (
        <span className={classes['soft']}>{t('refund.lineNothing')}</span>
      ) : (
        <span className={classes['stepper']}>
          <ActionIcon
            className={classes['step']}
            aria-label={t('refund.fewer', { name })}
            disabled={quantity === 0}
            onClick={() => onQuantity(quantity - step)}
          >
            <IconMinus size={20} aria-hidden />
          </ActionIcon>
          <span className={classes['quantity']} role="status">
            {words}
          </span>
          <ActionIcon
            className={classes['step']}
            aria-label={t('refund.more', { name })}
            disabled={quantity === most}
            onClick={() => onQuantity(quantity + step)}
          >
            <IconPlus size={20} aria-hidden />
          </ActionIcon>
          <Button
            variant="subtle"
            className={classes['whole']}
            aria-label={t('refund.wholeLine', { name })}
            disabled={quantity === most}
            onClick={() => onQuantity(most)}
          >
            {t('refund.whole')}
          </Button>
        </span>
      )}
    </li>
  );
}
