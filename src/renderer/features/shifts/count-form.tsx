import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DENOMINATIONS } from '../../../domain/cash.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { ReasonField } from '../../components/reason-field.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCurrency } from '../shell/queries.ts';
import { type CountDraft, draftTotal, piecesOf, toCounts, withPieces } from './count-draft.ts';
import { useCount, useRecount } from './mutations.ts';
import { PieceRow } from './piece-row.tsx';
import classes from './shift-screen.module.css';

export interface CountFormProps {
  /** A count stands already: this one wants a reason. */
  readonly again: boolean;
  readonly onDone: () => void;
}

/** Notes and coins, kind by kind. What should be there is nowhere on it. */
export function CountForm(props: CountFormProps) {
  const currency = useCurrency();
  return currency ? <Counting {...props} currency={currency} /> : null;
}

function Counting({ again, currency, onDone }: CountFormProps & { readonly currency: CurrencyCode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [draft, setDraft] = useState<CountDraft>({});
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const count = useCount();
  const recount = useRecount();
  const pending = count.isPending || recount.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (pending) return;
    const counts = toCounts(draft, currency);
    if (!again) count.mutate({ counts }, { onSuccess: onDone });
    else if (reason.trim() !== '') recount.mutate({ counts, reason }, { onSuccess: onDone });
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <p className={classes['soft']}>{t('shift.count.body')}</p>
      {again ? (
        <ReasonField
          label={t('shift.count.recountReason')}
          ownWords={t('shift.move.ownWords')}
          quick={[t('shift.count.recountReasons.overlooked'), t('shift.count.recountReasons.miscounted')]}
          value={reason}
          error={tried && reason.trim() === '' ? t('shift.move.reasonMissing') : null}
          testId="shift-recount-reason"
          onChange={setReason}
        />
      ) : null}
      <div className={classes['pieces']}>
        {DENOMINATIONS[currency].map((denominationMinor) => (
          <PieceRow
            key={denominationMinor}
            amount={{ amountMinor: denominationMinor, currency }}
            pieces={piecesOf(draft, denominationMinor)}
            onPieces={(pieces) => setDraft(withPieces(draft, denominationMinor, pieces))}
          />
        ))}
      </div>
      <div className={classes['foot']}>
        <Button variant="subtle" onClick={() => setDraft({})}>
          {t('shift.count.clear')}
        </Button>
        <Button type="submit" size="lg" disabled={pending} data-testid="shift-hand-in">
          {t('shift.count.handIn', { amount: formatAmount(draftTotal(draft, currency), language) })}
        </Button>
      </div>
    </form>
  );
}
