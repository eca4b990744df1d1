import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../contract/views.ts';
import { LanguageSwitch } from '../../components/language-switch.tsx';
import { useNotices } from '../../components/notices.tsx';
import { CashSwitch } from '../shifts/cash-switch.tsx';
import { useChangeSettings } from './mutations.ts';
import classes from './settings-screen.module.css';

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly SettingsView['theme'][];

export function ShopCard({ settings }: { readonly settings: SettingsView }) {
  const { t } = useTranslation();
  const change = useChangeSettings();
  const themeWords = {
    system: t('settings.themeSystem'),
    light: t('settings.themeLight'),
    dark: t('settings.themeDark'),
  } as const;
  return (
    <section className={classes['card']} aria-labelledby="settings-shop">
      <h3 id="settings-shop">{t('settings.shop')}</h3>
      <StoreName key={settings.storeName} settings={settings} />
      <div>
        <p className={classes['label']}>{t('common.language')}</p>
        <LanguageSwitch onChange={(language) => change.mutate({ language })} />
      </div>
      <NativeSelect
        label={t('settings.theme')}
        data-testid="theme-select"
        value={settings.theme}
        data={THEMES.map((value) => ({ value, label: themeWords[value] }))}
        onChange={({ currentTarget: { value } }) => {
          const theme = THEMES.find((one) => one === value);
          if (theme) change.mutate({ theme });
        }}
      />
      <CashSwitch settings={settings} />
    </section>
  );
}

function StoreName({ settings }: { readonly settings: SettingsView }) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const change = useChangeSettings();
  const [name, setName] = useState(settings.storeName);
  const changed = name.trim() !== '' && name.trim() !== settings.storeName;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changed) return;
    change.mutate({ storeName: name }, { onSuccess: () => show({ tone: 'done', title: t('common.saved') }) });
  };
  return (
    <form className={classes['inline']} onSubmit={submit}>
      <TextInput
        className={classes['grow']}
        label={t('settings.storeName')}
        description={t('settings.storeNameHint')}
        maxLength={80}
        autoComplete="organization"
        value={name}
        error={name.trim() === '' ? t('setup.field.storeName') : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!changed}>
        {t('common.save')}
      </Button>
    </form>
  );
}
