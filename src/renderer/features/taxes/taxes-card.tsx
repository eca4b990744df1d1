import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaxSettingsView } from '../../../contract/views.ts';
import { TAX_PRESETS } from '../../../domain/tax.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import settings from '../settings/settings-screen.module.css';
import { useChangeTaxes } from './mutations.ts';
import { useTaxes } from './queries.ts';
import { RateList } from './rate-list.tsx';
import { applyPreset, presetOf } from './tax-draft.ts';
import classes from './taxes.module.css';

/** Taxes: the rates of a country in one choice, everything changed by hand afterwards, saved as a whole. */
export function TaxesCard() {
  const { t } = useTranslation();
  const taxes = useTaxes().data;
  const [draft, setDraft] = useState<TaxSettingsView | null>(null);
  if (!taxes) return null;
  const shown = draft ?? taxes;
  return (
    <section className={settings['card']} aria-labelledby="settings-taxes" data-testid="taxes-card">
      <h3 id="settings-taxes">{t('taxes.title')}</h3>
      <PresetField settings={shown} onChange={setDraft} />
      {shown.rates.some(({ active }) => active) ? (
        <RuleFields settings={shown} onChange={setDraft} />
      ) : (
        <p className={settings['plain']}>{t('taxes.none')}</p>
      )}
      <RateList settings={shown} onChange={setDraft} />
      {draft ? <SaveRow draft={draft} onDone={() => setDraft(null)} /> : null}
    </section>
  );
}

export interface TaxFieldProps {
  readonly settings: TaxSettingsView;
  readonly onChange: (settings: TaxSettingsView) => void;
}

function PresetField({ settings, onChange }: TaxFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const own = settings.rates.length === 0 ? t('taxes.presetChoose') : t('taxes.presetOwn');
  return (
    <NativeSelect
      label={t('taxes.preset')}
      description={t('taxes.presetHint')}
      data-testid="tax-preset"
      value={settings.rates.length === 0 ? '' : (presetOf(settings, TAX_PRESETS)?.id ?? '')}
      data={[
        { value: '', label: own },
        ...TAX_PRESETS.map(({ id, names }) => ({ value: id, label: names[language] })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const preset = TAX_PRESETS.find(({ id }) => id === value);
        if (preset) onChange(applyPreset(settings, preset, language));
      }}
    />
  );
}

function RuleFields({ settings, onChange }: TaxFieldProps) {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceCards
        beside
        legend={t('taxes.mode')}
        value={settings.mode}
        onChange={(mode) => onChange({ ...settings, mode })}
        choices={[
          { value: 'included', label: t('taxes.included'), hint: t('taxes.includedHint') },
          { value: 'added', label: t('taxes.added'), hint: t('taxes.addedHint'), testId: 'tax-added' },
        ]}
      />
      <ChoiceCards
        beside
        legend={t('taxes.rounding')}
        value={settings.rounding}
        onChange={(rounding) => onChange({ ...settings, rounding })}
        choices={[
          { value: 'line', label: t('taxes.perLine') },
          { value: 'sale', label: t('taxes.perSale'), testId: 'tax-per-sale' },
        ]}
      />
      <NativeSelect
        label={t('taxes.defaultRate')}
        data-testid="tax-default"
        value={settings.defaultRateId ?? ''}
        data={[
          { value: '', label: t('taxes.noDefault') },
          ...settings.rates
            .filter(({ active }) => active)
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...settings, defaultRateId: value === '' ? null : value })
        }
      />
    </>
  );
}

interface SaveRowProps {
  readonly draft: TaxSettingsView;
  readonly onDone: () => void;
}

function SaveRow({ draft, onDone }: SaveRowProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const change = useChangeTaxes();
  const save = () =>
    change.mutate(draft, {
      onSuccess: () => {
        show({ tone: 'done', title: t('taxes.saved') });
        onDone();
      },
    });
  return (
    <div className={classes['save']}>
      <p className={classes['unsaved']}>{t('taxes.unsaved')}</p>
      <Button variant="default" disabled={change.isPending} onClick={onDone}>
        {t('taxes.undo')}
      </Button>
      <Button data-testid="taxes-save" disabled={change.isPending} onClick={save}>
        {t('taxes.save')}
      </Button>
    </div>
  );
}
