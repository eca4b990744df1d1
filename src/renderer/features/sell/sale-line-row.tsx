import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPlus, IconX } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleLineView } from '../../../contract/views.ts';
import { formatAmount, formatQuantity } from '../../../domain/receipt.ts';
import { isSingle } from '../../../domain/sale.ts';
import { QUANTITY_MAX } from '../../../domain/sale-line.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useRemoveLine, useSetQuantity } from '../sales/mutations.ts';
import { LineExtras } from './line-extras.tsx';
import { stepOf } from './quantity.ts';
import classes from './sale-lines.module.css';
import { KEY_NAMES } from './use-sell-keys.ts';

export interface SaleLineRowProps {
  readonly saleId: string;
  readonly line: SaleLineView;
  /** It has just been added or raised. */
  readonly marked: boolean;
  /** The last one has a key of its own. */
  readonly last: boolean;
  /** Nothing may change: money has been taken for a part of the sale. */
  readonly locked: boolean;
  readonly onOpen: (line: SaleLineView) => void;
}

/**
 * One line: a tap on its name opens everything about it, the stepper is for the quick change. Drawn anew only when it
 * has changed itself: a sale has many, and a scan is to be seen at once.
 */
export const SaleLineRow = memo(function SaleLineRow(props: SaleLineRowProps) {
  const { saleId, line, marked, last, locked, onOpen } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const row = useRef<HTMLLIElement>(null);
  const quantity = useQuantityWords(line);
  const each = t('sell.each', { amount: formatAmount(line.unitAmount, language) });

  useEffect(() => {
    if (marked) row.current?.scrollIntoView({ block: 'nearest' });
  }, [marked]);

  return (
    <li ref={row} className={classes['line']} data-testid="sale-line" data-marked={marked}>
      <button
        type="button"
        className={classes['open']}
        aria-haspopup="dialog"
        data-testid="line-open"
        aria-keyshortcuts={last ? KEY_NAMES.line : undefined}
        disabled={locked}
        onClick={() => onOpen(line)}
      >
        <span className={classes['name']}>{line.name}</span>
        <Amount value={line.total} className={classes['total']} />
        <LineExtras line={line} />
      </button>
      {locked ? (
        <p className={classes['fixed']}>
          {quantity} {each}
        </p>
      ) : (
        <div className={classes['controls']}>
          <Stepper saleId={saleId} line={line} quantity={quantity} onOpen={onOpen} />
          <span className={classes['each']}>{each}</span>
          {last ? <kbd className={classes['key']}>{KEY_NAMES.line}</kbd> : null}
          <RemoveKey saleId={saleId} line={line} />
        </div>
      )}
    </li>
  );
});

function useQuantityWords({ unit, quantityThousandths }: SaleLineView): string {
  const { t } = useTranslation();
  const n = formatQuantity(quantityThousandths, useLanguage());
  return unit === 'kilogram' ? t('sell.kilograms', { n }) : n;
}

interface StepperProps extends Pick<SaleLineRowProps, 'saleId' | 'line' | 'onOpen'> {
  readonly quantity: string;
}

function Stepper({ saleId, line, quantity, onOpen }: StepperProps) {
  const { t } = useTranslation();
  const step = useSteps(saleId, line);
  return (
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
        onClick={() => onOpen(line)}
      >
        {quantity}
      </button>
      <button
        type="button"
        className={classes['step']}
        aria-label={t('sell.more', { name: line.name })}
        disabled={isSingle(line)}
        onClick={() => step(1)}
      >
        <IconPlus size={20} aria-hidden />
      </button>
    </div>
  );
}

function RemoveKey({ saleId, line }: Pick<SaleLineRowProps, 'saleId' | 'line'>) {
  const { t } = useTranslation();
  const removeLine = useRemoveLine();
  return (
    <ActionIcon
      className={classes['remove']}
      aria-label={t('sell.remove', { name: line.name })}
      onClick={() => removeLine.mutate({ saleId, lineId: line.id })}
    >
      <IconX size={20} aria-hidden />
    </ActionIcon>
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
