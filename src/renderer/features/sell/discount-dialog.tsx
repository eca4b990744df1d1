import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { subtractMoney } from '../../../domain/money.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import {
  type DiscountDraftProblem,
  discountDraft,
  readDiscount,
  sameDiscount,
  sumOf,
} from './discount-draft.ts';
import { DiscountField } from './discount-field.tsx';
import { useDiscountSale } from './mutations.ts';
import classes from './number-dialog.module.css';

export interface DiscountDialogProps {
  readonly sale: SaleView;
  readonly onClose: () => void;
}

/** A discount on all of the sale, after what its lines have of their own. */
export function DiscountDialog({ sale, onClose }: DiscountDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { currency } = sale.total;
  const [draft, setDraft] = useState(() => discountDraft(sale.discount, currency, language));
  const [problem, setProblem] = useState<DiscountDraftProblem | null>(null);
  const discountSale = useDiscountSale();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readDiscount(draft, currency);
    setProblem(read.ok ? null : read.error);
    if (!read.ok || discountSale.isPending) return;
    if (sameDiscount(read.value, sale.discount)) onClose();
    else discountSale.mutate({ saleId: sale.id, discount: read.value }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={t('sell.discountTitle')} width={760}>
      <form className={classes['form']} data-testid="discount-dialog" onSubmit={submit}>
        <DiscountField
          draft={draft}
          base={baseOf(sale)}
          problem={problem}
          onChange={(next) => {
            setDraft(next);
            setProblem(null);
          }}
        />
        <div className={classes['actions']}>
          <Button
            type="submit"
            size="lg"
            className={classes['main']}
            data-testid="discount-apply"
            disabled={discountSale.isPending}
          >
            {t('sell.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What the lines' own discounts have left. */
function baseOf({ subtotal, lines }: SaleView) {
  const own = lines.map(({ discountAmount }) => discountAmount);
  return subtractMoney(subtotal, sumOf(own, subtotal.currency));
}
