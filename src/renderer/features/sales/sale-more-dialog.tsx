import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoneyView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { parseAmount, toDecimalText } from '../../../domain/money.ts';
import { Chip } from '../../components/chip.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useStaffSession } from '../staff/queries.ts';
import classes from './sale-filters.module.css';
import { EVERYTHING, type SaleSearch } from './sale-search.ts';

export interface SaleMoreDialogProps {
  readonly search: SaleSearch;
  readonly currency: CurrencyCode;
  readonly onApply: (changes: Partial<SaleSearch>) => void;
  readonly onClose: () => void;
}

/** Any days, amounts, and who rang the sale up. */
export function SaleMoreDialog({ search, currency, onApply, onClose }: SaleMoreDialogProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(search.from ?? '');
  const [to, setTo] = useState(search.to ?? '');
  const [least, setLeast] = useState(textOf(search.minAmount));
  const [most, setMost] = useState(textOf(search.maxAmount));
  const [staffId, setStaffId] = useState(search.staffId);
  const minAmount = readAmount(least, currency);
  const maxAmount = readAmount(most, currency);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (minAmount === undefined || maxAmount === undefined) return;
    onApply({ from: from || null, to: to || null, minAmount, maxAmount, staffId });
    onClose();
  };
  return (
    <Dialog title={t('sales.moreTitle')} width={480} onClose={onClose}>
      <form onSubmit={submit}>
        <div className={classes['pair']}>
          <DayField label={t('sales.from')} value={from} testId="sale-from" onChange={setFrom} />
          <DayField label={t('sales.to')} value={to} testId="sale-to" onChange={setTo} />
        </div>
        <div className={classes['pair']}>
          <AmountField
            label={t('sales.amountFrom')}
            value={least}
            wrong={minAmount === undefined}
            testId="sale-least"
            onChange={setLeast}
          />
          <AmountField
            label={t('sales.amountTo')}
            value={most}
            wrong={maxAmount === undefined}
            testId="sale-most"
            onChange={setMost}
          />
        </div>
        <People staffId={staffId} onChange={setStaffId} />
        <div className={classes['keys']}>
          <Button
            variant="default"
            onClick={() => {
              onApply(EVERYTHING);
              onClose();
            }}
          >
            {t('sales.clear')}
          </Button>
          <Button type="submit" data-testid="sale-apply">
            {t('sales.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** @returns undefined for what is no amount, null for nothing */
function readAmount(text: string, currency: CurrencyCode): MoneyView | null | undefined {
  const parsed = parseAmount(text, currency);
  if (parsed.ok) return parsed.value.amountMinor < 0 ? undefined : parsed.value;
  return parsed.error === 'empty' ? null : undefined;
}

function textOf(amount: MoneyView | null): string {
  return amount === null ? '' : toDecimalText(amount);
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

function DayField({ label, value, testId, onChange }: FieldProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value}
      data-testid={testId}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function AmountField({ label, value, wrong, testId, onChange }: FieldProps & { readonly wrong: boolean }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={label}
      value={value}
      inputMode="decimal"
      autoComplete="off"
      data-testid={testId}
      error={wrong ? t('sales.amountProblem') : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface PeopleProps {
  readonly staffId: string | null;
  readonly onChange: (staffId: string | null) => void;
}

/** Where nobody has to sign in there is nobody to choose. */
function People({ staffId, onChange }: PeopleProps) {
  const { t } = useTranslation();
  const people = useStaffSession().data?.people ?? [];
  if (people.length === 0) return null;
  return (
    <fieldset className={classes['people']}>
      <legend>{t('sales.person')}</legend>
      {people.map(({ id, name }) => (
        <Chip key={id} pressed={staffId === id} onPress={() => onChange(staffId === id ? null : id)}>
          {name}
        </Chip>
      ))}
    </fieldset>
  );
}
