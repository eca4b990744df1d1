import { Button, NativeSelect } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { money, parseAmount, toDecimalText } from '../../../domain/money.ts';
import { useNotices } from '../../components/notices.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { AmountField } from '../sell/amount-field.tsx';
import { useSpares } from '../links/queries.ts';
import { typedText } from '../sell/quantity.ts';
import { useChangeSettings } from './mutations.ts';
import classes from './settings-screen.module.css';

export interface SparesCardProps {
  readonly settings: SettingsView;
  readonly currency: CurrencyCode;
}

/** Codes to choose from; what is set otherwise is offered too. */
const COUNTS: readonly number[] = [0, 5, 10, 20, 50, 100, 200];

/** Selling without a network: how many codes are kept, how they stand, and how much is handed over on them. */
export function SparesCard({ settings, currency }: SparesCardProps) {
  const { t } = useTranslation();
  const change = useChangeSettings();
  const counts = [...new Set([...COUNTS, settings.spareLinks])].sort((a, b) => a - b);
  const limits = `${settings.spareSaleLimit}/${settings.spareShiftLimit}`;
  return (
    <section className={classes['card']} aria-labelledby="settings-spares" data-testid="spares-card">
      <h3 id="settings-spares">{t('links.spares.title')}</h3>
      <p>{t('links.spares.body')}</p>
      <SparesStanding />
      <NativeSelect
        label={t('links.spares.count')}
        description={t('links.spares.countHint')}
        data-testid="spares-count"
        value={String(settings.spareLinks)}
        data={counts.map((count) => ({
          value: String(count),
          label: count === 0 ? t('links.spares.none') : String(count),
        }))}
        onChange={({ currentTarget: { value } }) => change.mutate({ spareLinks: Number(value) })}
      />
      <Limits key={limits} settings={settings} currency={currency} />
    </section>
  );
}

/** How many are ready, and why no more can be made now. */
function SparesStanding() {
  const { t } = useTranslation();
  const spares = useSpares().data;
  if (!spares) return null;
  const { ready, wanted, problem } = spares;
  if (wanted === 0) return <p className={classes['plain']}>{t('links.spares.off')}</p>;
  return (
    <div role="status" data-testid="spares-standing" data-problem={problem ?? ''}>
      <p className={classes['state']} data-state={problem === null ? 'ok' : 'absent'}>
        {t('links.spares.ready', { ready, wanted })}
      </p>
      {problem === null ? null : <p className={classes['plain']}>{t(`links.spares.problem.${problem}`)}</p>}
      {problem === 'not_proven' ? <ToProof /> : null}
    </div>
  );
}

/** The proof stands on the same screen, above. */
function ToProof() {
  const { t } = useTranslation();
  const go = () => {
    const card = document.querySelector<HTMLElement>('[data-testid="proof-card"]');
    card?.scrollIntoView({ block: 'center' });
    card?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  };
  return (
    <Button variant="default" mt={10} data-testid="spares-to-proof" onClick={go}>
      {t('links.spares.toProof')}
    </Button>
  );
}

/** In whole and parts of the currency, as people write amounts; kept in minor units. */
function Limits({ settings, currency }: SparesCardProps) {
  const { t } = useTranslation();
  const { sale, shift, savable, save } = useLimits({ settings, currency });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form className={classes['form']} noValidate onSubmit={submit}>
      <AmountField
        label={t('links.spares.saleLimit', { currency })}
        hint={t('links.spares.limitHint')}
        testId="spares-sale-limit"
        currency={currency}
        value={sale.text}
        error={sale.minor === null ? t('links.spares.limitWrong') : null}
        onChange={sale.set}
      />
      <AmountField
        label={t('links.spares.shiftLimit', { currency })}
        testId="spares-shift-limit"
        currency={currency}
        value={shift.text}
        error={shift.minor === null ? t('links.spares.limitWrong') : null}
        onChange={shift.set}
      />
      <div className={classes['actions']}>
        <Button type="submit" data-testid="spares-save" disabled={!savable}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

function useLimits({ settings, currency }: SparesCardProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const change = useChangeSettings();
  const sale = useLimit(settings.spareSaleLimit, currency);
  const shift = useLimit(settings.spareShiftLimit, currency);
  const isRead = sale.minor !== null && shift.minor !== null;
  const changed = sale.minor !== settings.spareSaleLimit || shift.minor !== settings.spareShiftLimit;
  return {
    sale,
    shift,
    savable: isRead && changed && !change.isPending,
    save: () => {
      if (sale.minor === null || shift.minor === null || !changed || change.isPending) return;
      change.mutate(
        { spareSaleLimit: sale.minor, spareShiftLimit: shift.minor },
        { onSuccess: () => show({ tone: 'done', title: t('common.saved') }) },
      );
    },
  };
}

function useLimit(minor: number, currency: CurrencyCode) {
  const language = useLanguage();
  const [text, set] = useState(() => typedText(toDecimalText(money(minor, currency)), language));
  return { text, set, minor: limitOf(text, currency) };
}

/** @returns minor units; null where it is no amount, or less than nothing */
function limitOf(text: string, currency: CurrencyCode): number | null {
  const parsed = parseAmount(text, currency);
  return parsed.ok && parsed.value.amountMinor >= 0 ? parsed.value.amountMinor : null;
}
