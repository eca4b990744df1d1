import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { currencyExponent } from '../../../domain/currency.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { EXTERNAL_METHODS, type ExternalMethod } from '../../../domain/tender.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { ValueField } from '../sell/value-field.tsx';
import { useTakeExternal } from './mutations.ts';
import { readPart } from './part-draft.ts';
import { PartLeft } from './part-left.tsx';
import classes from './tender-sheet.module.css';

export interface ExternalSheetProps {
  readonly sale: SaleView;
  readonly onClose: () => void;
}

/** A payment made beside the till: with what, how much of the sale, and how it is found again. */
export function ExternalSheet({ sale, onClose }: ExternalSheetProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { remaining } = sale;
  const [method, setMethod] = useState<ExternalMethod>('card_terminal');
  const [text, setText] = useState('');
  const [reference, setReference] = useState('');
  const take = useTakeExternal();
  const part = readPart(text, remaining);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!part.ok || take.isPending) return;
    const { amount, left } = part.value;
    take.mutate(
      {
        saleId: sale.id,
        expectedRemaining: remaining,
        amount: left.amountMinor === 0 ? null : amount,
        method,
        reference,
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog title={t('tenders.externalTitle')} width={760} onClose={onClose}>
      <form className={classes['form']} data-testid="external-sheet" onSubmit={submit}>
        <div className={classes['columns']}>
          <div className={classes['side']}>
            <ValueField
              label={t('tenders.amount')}
              testId="external-amount"
              placeholder={formatAmount(remaining, language)}
              value={text}
              error={null}
              onChange={setText}
            />
            <Keypad value={text} onChange={setText} decimals={currencyExponent(remaining.currency)} />
          </div>
          <ExternalSide
            method={method}
            reference={reference}
            part={part}
            onMethod={setMethod}
            onReference={setReference}
          />
        </div>
        <Button
          type="submit"
          size="xl"
          fullWidth
          data-testid="external-take"
          disabled={take.isPending || !part.ok}
        >
          {t('tenders.takeExternal', {
            amount: formatAmount(part.ok ? part.value.amount : remaining, language),
          })}
        </Button>
      </form>
    </Dialog>
  );
}

interface ExternalSideProps {
  readonly method: ExternalMethod;
  readonly reference: string;
  readonly part: ReturnType<typeof readPart>;
  readonly onMethod: (method: ExternalMethod) => void;
  readonly onReference: (reference: string) => void;
}

/** With what it was paid, and how it is found again. */
function ExternalSide({ method, reference, part, onMethod, onReference }: ExternalSideProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['side']}>
      <p>{t('tenders.externalBody')}</p>
      <SegmentedControl
        fullWidth
        orientation="vertical"
        aria-label={t('tenders.externalTitle')}
        data-testid="external-method"
        value={method}
        onChange={onMethod}
        data={EXTERNAL_METHODS.map((value) => ({ value, label: t(`tenders.method.${value}`) }))}
      />
      <TextInput
        label={t('tenders.reference')}
        description={t('tenders.referenceHint')}
        autoComplete="off"
        maxLength={100}
        data-testid="external-reference"
        value={reference}
        onChange={(event) => onReference(event.currentTarget.value)}
      />
      <PartLeft part={part} />
    </div>
  );
}
