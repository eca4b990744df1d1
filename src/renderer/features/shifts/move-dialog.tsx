import { Button, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import { type Money, parseAmount } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCurrency } from '../shell/queries.ts';
import { useNoSale, usePayIn, usePayOut } from './mutations.ts';
import classes from './shift-screen.module.css';

export type MoveKind = 'payIn' | 'payOut' | 'noSale';

export interface MoveDialogProps {
  readonly kind: MoveKind;
  readonly onClose: () => void;
}

/** Cash that goes in or out beside sales, or the drawer opened for nothing; always with a reason. */
export function MoveDialog({ kind, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const currency = useCurrency();
  if (!currency) return null;
  return (
    <Dialog title={t(`shift.move.${kind}Title`)} width={kind === 'noSale' ? 520 : 760} onClose={onClose}>
      <MoveForm kind={kind} currency={currency} onDone={onClose} />
    </Dialog>
  );
}

interface MoveFormProps {
  readonly kind: MoveKind;
  readonly currency: CurrencyCode;
  readonly onDone: () => void;
}

function MoveForm({ kind, currency, onDone }: MoveFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = useMove(kind, onDone);
  const parsed = parseAmount(text, currency);
  const amount = parsed.ok && parsed.value.amountMinor > 0 ? parsed.value : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || send.pending) return;
    if (kind === 'noSale' || amount) send.send(amount, reason);
  };
  const confirm = amount
    ? t(`shift.move.${kind}Confirm`, { amount: formatAmount(amount, language) })
    : t(`shift.${kind}`);
  return (
    <form className={kind === 'noSale' ? classes['form'] : classes['pane']} onSubmit={submit}>
      {kind === 'noSale' ? null : (
        <div className={classes['form']}>
          <TextInput
            data-autofocus
            label={t('shift.move.amount')}
            data-testid="shift-amount"
            classNames={{ input: classes['value'] ?? '' }}
            inputMode="none"
            autoComplete="off"
            placeholder="0"
            value={text}
            error={tried && !amount ? t('shift.move.amountMissing') : null}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Keypad value={text} onChange={setText} decimals={currencyExponent(currency)} />
        </div>
      )}
      <div className={classes['form']}>
        <ReasonField
          label={t('shift.move.reason')}
          ownWords={t('shift.move.ownWords')}
          quick={quickReasons(t, kind)}
          value={reason}
          error={tried && reason.trim() === '' ? t('shift.move.reasonMissing') : null}
          testId="shift-reason"
          onChange={setReason}
        />
        <Button type="submit" size="lg" fullWidth disabled={send.pending} data-testid="shift-move-confirm">
          {confirm}
        </Button>
      </div>
    </form>
  );
}

function useMove(kind: MoveKind, onSuccess: () => void) {
  const payIn = usePayIn();
  const payOut = usePayOut();
  const noSale = useNoSale();
  return {
    pending: payIn.isPending || payOut.isPending || noSale.isPending,
    send: (amount: Money | null, reason: string): void => {
      if (kind === 'noSale') noSale.mutate({ reason }, { onSuccess });
      else if (amount) (kind === 'payIn' ? payIn : payOut).mutate({ amount, reason }, { onSuccess });
    },
  };
}

function quickReasons(t: TFunction, kind: MoveKind): readonly string[] {
  switch (kind) {
    case 'payIn':
      return [
        t('shift.move.payInReasons.change'),
        t('shift.move.payInReasons.owner'),
        t('shift.move.payInReasons.correction'),
      ];
    case 'payOut':
      return [
        t('shift.move.payOutReasons.bank'),
        t('shift.move.payOutReasons.supplier'),
        t('shift.move.payOutReasons.owner'),
      ];
    case 'noSale':
      return [
        t('shift.move.noSaleReasons.change'),
        t('shift.move.noSaleReasons.check'),
        t('shift.move.noSaleReasons.mistake'),
      ];
  }
}
