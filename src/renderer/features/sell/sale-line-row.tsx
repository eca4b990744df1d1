import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleLineView } from '../../../contract/views.ts';
import { formatAmount, formatQuantity } from '../../../domain/receipt.ts';
import { QUANTITY_MAX } from '../../../domain/sale-line.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useRemoveLine, useSetQuantity } from '../sales/mutations.ts';
import { stepOf } from './quantity.ts';
import classes from './sale-lines.module.css';

export interface SaleLineRowProps {
  readonly saleId: string;
  readonly line: SaleLineView;
  /** It has just been added or raised. */
  readonly marked: boolean;
  readonly onEditQuantity: (line: SaleLineView) => void;
}

export function SaleLineRow({ saleId, line, marked, onEditQuantity }: SaleLineRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const row = useRef<HTMLLIElement>(null);
  const step = useSteps(saleId, line);
  const removeLine = useRemoveLine();
  const quantity =
    line.unit === 'kilogram'
      ? t('sell.kilograms', { n: formatQuantity(line.quantityThousandths, language) })
      : formatQuantity(line.quantityThousandths, language);

  useEffect(() => {
    if (marked) row.current?.scrollIntoView({ block: 'nearest' });
  }, [marked]);

  return (
    <li ref={row} className={classes['line']} data-testid="sale-line" data-marked={marked}>
      <span className={classes['name']}>{line.name}</span>
      <Amount value={line.total} className={classes['total']} />
      <div className={classes['controls']}>
        <div className={classes['stepper']}>
          <button
            type="button"
            className={classes['step']}
            aria-label={t('sell.fewer', { name: line.name })}
            disabled={line.quantityThousandths <= stepOf(line.unit)}
            onClick={() => step(-1)}
          >
            <IconMinus size={20} aria-hidden />
          </button>
          <button
            type="button"
            className={classes['quantity']}
            aria-label={t('sell.quantityOf', { name: line.name, quantity })}
            onClick={() => onEditQuantity(line)}
          >
            {quantity}
          </button>
          <button
            type="button"
            className={classes['step']}
            aria-label={t('sell.more', { name: line.name })}
            onClick={() => step(1)}
          >
            <IconPlus size={20} aria-hidden />
          </button>
        </div>
        <span className={classes['each']}>
          {t('sell.each', { amount: formatAmount(line.unitAmount, language) })}
        </span>
      </div>
      <ActionIcon
        className={classes['remove']}
        aria-label={t('sell.remove', { name: line.name })}
        onClick={() => removeLine.mutate({ saleId, lineId: line.id })}
      >
        <IconX size={20} aria-hidden />
      </ActionIcon>
    </li>
  );
}

/**
 * Steps the quantity from what was last asked for, not from what main last answered: three quick taps are
 * three steps even where the answers are slower than the finger.
 */
function useSteps(saleId: string, line: SaleLineView): (direction: 1 | -1) => void {
  const wanted = useRef<number | null>(null);
  const setQuantity = useSetQuantity();
  return (direction) => {
    const next = (wanted.current ?? line.quantityThousandths) + direction * stepOf(line.unit);
    if (next < 1 || next > QUANTITY_MAX) return;
    wanted.current = next;
    setQuantity
      .mutateAsync({ saleId, lineId: line.id, quantityThousandths: next })
      .catch(() => undefined) // said by the command itself
      .finally(() => {
        if (wanted.current === next) wanted.current = null;
      });
  };
}
