import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardOperationView } from '../../../contract/views.ts';
import { useIssuerAccounts } from '../../queries/cards.ts';

/** Accounts by their names; one that is not known by the issuer's id. */
export function useAccountNames(): (accountId: string) => string {
  const accounts = useIssuerAccounts().data?.items;
  return useCallback(
    (accountId) => accounts?.find(({ id }) => id === accountId)?.name ?? accountId,
    [accounts],
  );
}

/** From where to where an operation moves money, or of whom it is. */
export function useOperationPlace(): (operation: CardOperationView) => string {
  const { t } = useTranslation();
  const nameOf = useAccountNames();
  return useCallback(
    ({ act, accountId, toAccountId, label }) => {
      const account = nameOf(accountId);
      switch (act) {
        case 'transfer':
          return t('cards.activity.fromTo', { from: account, to: nameOf(toAccountId ?? '') });
        case 'top_up':
          return t('cards.activity.fromTo', { from: account, to: label });
        case 'withdraw':
        case 'close':
          return t('cards.activity.fromTo', { from: label, to: account });
        case 'issue':
        case 'create_holder':
        case 'freeze':
        case 'unfreeze':
          return `${label} (${account})`;
      }
    },
    [t, nameOf],
  );
}
