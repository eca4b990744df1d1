import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftView } from '../../../contract/views.ts';
import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import { parseAmount } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Keypad } from '../../components/keypad.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCurrency } from '../shell/queries.ts';
import { useOpenShift } from './mutations.ts';
import classes from './shift-screen.module.css';

/** The shift begins: who opens it says what lies in the drawer. */
export function OpenCard({ shift }: { readonly shift: ShiftView }) {
  const { t } = useTranslation();
  const currency = useCurrency();
  return (
    <section className={classes['card']} aria-labelledby="shift-open">
      <div>
        <h2 id="shift-open">{t('shift.waitingTitle')}</h2>
        <p className={classes['soft']}>
          {t(shift.takesCash ? 'shift.waitingBody' : 'shift.waitingBodyNoCash')}
        </p>
      </div>
      {shift.takesCash && currency ? <FloatForm currency={currency} /> : <OpenWithoutCash />}
    </section>
  );
}

function OpenWithoutCash() {
  const { t } = useTranslation();
  const open = useOpenShift();
  return (
    <Button size="lg" data-testid="shift-open" disabled={open.isPending} onClick={() => open.mutate({})}>
      {t('shift.open')}
    </Button>
  );
}

function FloatForm({ currency }: { readonly currency: CurrencyCode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const open = useOpenShift();
  const parsed = parseAmount(text, currency);
  const float = parsed.ok && parsed.value.amountMinor >= 0 ? parsed.value : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (float && !open.isPending) open.mutate({ float });
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <TextInput
        label={t('shift.float')}
        description={t('shift.floatHint')}
        data-testid="shift-float"
        classNames={{ input: classes['value'] ?? '' }}
        inputMode="none"
        autoComplete="off"
        placeholder="0"
        value={text}
        error={tried && !float ? t('shift.floatMissing') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Keypad value={text} onChange={setText} decimals={currencyExponent(currency)} />
      <Button type="submit" size="lg" fullWidth disabled={open.isPending} data-testid="shift-open">
        {float ? t('shift.openWith', { amount: formatAmount(float, language) }) : t('shift.open')}
      </Button>
    </form>
  );
}
