import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIssuerAccounts } from '../../queries/cards.ts';
import classes from './cards-section.module.css';

export interface AccountChooserProps {
  readonly accountId: string | null;
  /** Whether all of them can be looked at together. */
  readonly all: boolean;
  readonly onChange: (accountId: string | null) => void;
}

export function AccountChooser({ accountId, all, onChange }: AccountChooserProps) {
  const { t } = useTranslation();
  const accounts = useIssuerAccounts().data?.items ?? [];
  const value = accountId ?? (all ? '' : (accounts[0]?.id ?? ''));
  return (
    <NativeSelect
      className={classes['chooser']}
      aria-label={t('cards.account')}
      data-testid="cards-account"
      value={value}
      data={[
        ...(all ? [{ value: '', label: t('cards.allAccounts') }] : []),
        ...accounts.map(({ id, name, currency }) => ({ value: id, label: `${name} · ${currency}` })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}
