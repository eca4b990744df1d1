import { IconWallet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, IssuerAccountView } from '../../../contract/views.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useIssuerAccounts } from '../../queries/cards.ts';
import { AccountCard } from './account-card.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { CardsProblem } from './cards-problem.tsx';
import classes from './cards.module.css';
import { OfferLine } from './desk-offers.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useCardsRole } from './use-cards-role.ts';

export interface AccountsProps {
  readonly desk: CardDeskView;
  readonly onShow: (tab: 'cards' | 'transactions', accountId: string) => void;
}

type AccountsSheet = { readonly kind: 'transfer' | 'details'; readonly accountId: string };

/** The accounts of the merchant at the issuer: what is on them, and moving it between them. */
export function Accounts({ desk, onShow }: AccountsProps) {
  const { data, error, refetch } = useIssuerAccounts();
  const [sheet, setSheet] = useState<AccountsSheet | null>(null);
  const acts = useCardsRole() === 'acts';
  const accounts = data?.items ?? [];
  const shown = accounts.find(({ id }) => id === sheet?.accountId);
  const close = () => setSheet(null);
  return (
    <div className={classes['scroll']}>
      <div className={classes['inner']} data-testid="cards-accounts">
        {error ? <CardsProblem error={error} onRetry={refetch} /> : null}
        {data || error ? null : <Placeholders />}
        {data && accounts.length === 0 ? <NoAccounts /> : null}
        <AccountGrid
          desk={desk}
          accounts={accounts}
          acts={acts}
          onShow={onShow}
          onSheet={(kind, accountId) => setSheet({ kind, accountId })}
        />
        {data ? <Footnotes desk={desk} acts={acts} unreadable={data.unreadable} /> : null}
      </div>
      {sheet?.kind === 'transfer' && shown ? (
        <TransferDialog from={shown} accounts={accounts} onClose={close} />
      ) : null}
      {sheet?.kind === 'details' && shown ? <AccountDialog account={shown} onClose={close} /> : null}
    </div>
  );
}

interface AccountGridProps extends AccountsProps {
  readonly accounts: readonly IssuerAccountView[];
  readonly acts: boolean;
  readonly onSheet: (kind: AccountsSheet['kind'], accountId: string) => void;
}

function AccountGrid({ desk, accounts, acts, onShow, onSheet }: AccountGridProps) {
  if (accounts.length === 0) return null;
  return (
    <ul className={classes['grid']}>
      {accounts.map((account) => (
        <AccountCard
          key={account.id}
          desk={desk}
          account={account}
          accounts={accounts}
          acts={acts}
          onShow={onShow}
          onSheet={onSheet}
        />
      ))}
    </ul>
  );
}

function NoAccounts() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconWallet}
      title={t('cards.accounts.emptyTitle')}
      body={t('cards.accounts.emptyBody')}
    />
  );
}

/** As large as what comes. */
function Placeholders() {
  const { t } = useTranslation();
  return (
    <div className={classes['grid']} role="status" aria-label={t('cards.reading')}>
      <div className={classes['placeholder']} />
      <div className={classes['placeholder']} />
    </div>
  );
}

interface FootnotesProps {
  readonly desk: CardDeskView;
  readonly acts: boolean;
  readonly unreadable: number;
}

function Footnotes({ desk, acts, unreadable }: FootnotesProps) {
  const { t } = useTranslation();
  return (
    <>
      {unreadable > 0 ? (
        <p className={classes['quiet']}>{t('cards.unreadable', { count: unreadable })}</p>
      ) : null}
      {acts ? (
        <OfferLine desk={desk} act="transfer" />
      ) : (
        <p className={classes['quiet']}>{t('cards.ownerOnly')}</p>
      )}
    </>
  );
}
