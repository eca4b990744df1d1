import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, IssuerAccountView } from '../../../contract/views.ts';
import type { AccountsProps } from './accounts.tsx';
import classes from './cards.module.css';
import { Decimal } from './decimal.tsx';
import { transferHindrance } from './transfer-draft.ts';

export interface AccountCardProps extends AccountsProps {
  readonly desk: CardDeskView;
  readonly account: IssuerAccountView;
  readonly accounts: readonly IssuerAccountView[];
  /** Whoever looks may move money. */
  readonly acts: boolean;
  readonly onSheet: (kind: 'transfer' | 'details', accountId: string) => void;
}

/** One account: what is on it first, then what can be done with it. */
export function AccountCard(props: AccountCardProps) {
  const { t } = useTranslation();
  const { account } = props;
  return (
    <li className={classes['card']} data-testid="issuer-account">
      <h2>{account.name}</h2>
      <div>
        <p className={classes['quiet']}>{t('cards.accounts.balance')}</p>
        <Decimal value={account.balance} className={classes['balance']} />
      </div>
      <AccountFacts account={account} />
      <AccountActions {...props} />
    </li>
  );
}

function AccountFacts({ account }: Pick<AccountCardProps, 'account'>) {
  const { t } = useTranslation();
  const { available, held, cards, cardTypes, status } = account;
  return (
    <dl className={classes['facts']}>
      <dt>{t('cards.accounts.available')}</dt>
      <dd>{available ? <Decimal value={available} /> : t('cards.accounts.notTold')}</dd>
      <dt>{t('cards.accounts.held')}</dt>
      <dd>{held ? <Decimal value={held} /> : t('cards.accounts.notTold')}</dd>
      {cards === null ? null : (
        <>
          <dt>{t('cards.accounts.cards')}</dt>
          <dd className="figures">{cards}</dd>
        </>
      )}
      {cardTypes.length === 0 ? null : (
        <>
          <dt>{t('cards.accounts.types')}</dt>
          <dd>{cardTypes.map((type) => t(`cards.accounts.${type}`)).join(', ')}</dd>
        </>
      )}
      {status === null ? null : (
        <>
          <dt>{t('cards.accounts.status')}</dt>
          <dd>{status}</dd>
        </>
      )}
    </dl>
  );
}

function AccountActions({ desk, account, accounts, acts, onShow, onSheet }: AccountCardProps) {
  const { t } = useTranslation();
  const hindrance = transferHindrance(desk, accounts, account);
  return (
    <>
      {acts && hindrance === 'not_here' ? (
        <p className={classes['meta']}>{t('cards.accounts.noTransferHere')}</p>
      ) : null}
      {acts && hindrance === 'no_other' ? (
        <p className={classes['meta']}>{t('cards.accounts.noOther')}</p>
      ) : null}
      <div className={classes['actions']}>
        {acts && hindrance === null ? (
          <Button data-testid="account-transfer" onClick={() => onSheet('transfer', account.id)}>
            {t('cards.accounts.transfer')}
          </Button>
        ) : null}
        <Button variant="default" data-testid="account-cards" onClick={() => onShow('cards', account.id)}>
          {t('cards.accounts.showCards')}
        </Button>
        <Button
          variant="default"
          data-testid="account-transactions"
          onClick={() => onShow('transactions', account.id)}
        >
          {t('cards.accounts.showTransactions')}
        </Button>
        <Button
          variant="default"
          data-testid="account-details"
          onClick={() => onSheet('details', account.id)}
        >
          {t('cards.accounts.details')}
        </Button>
      </div>
    </>
  );
}
