import { useTranslation } from 'react-i18next';
import type { IssuerAccountDetailView, IssuerAccountView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useIssuerAccount } from '../../queries/cards.ts';
import { CardsProblem } from './cards-problem.tsx';
import classes from './cards.module.css';

export interface AccountDialogProps {
  readonly account: IssuerAccountView;
  readonly onClose: () => void;
}

/** What the issuer asks for on an account, and which cards it issues there: as it says it. */
export function AccountDialog({ account, onClose }: AccountDialogProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useIssuerAccount(account.id);
  return (
    <Dialog title={account.name} width={640} onClose={onClose}>
      <div className={classes['stack']} data-testid="account-dialog">
        {error ? <CardsProblem error={error} onRetry={refetch} /> : null}
        {data || error ? null : <p role="status">{t('cards.reading')}</p>}
        {data ? <Fees fees={data.fees} /> : null}
        {data ? <Bins bins={data.bins} /> : null}
      </div>
    </Dialog>
  );
}

function Fees({ fees }: Pick<IssuerAccountDetailView, 'fees'>) {
  const { t } = useTranslation();
  return (
    <section className={classes['section']} aria-labelledby="account-fees">
      <h2 id="account-fees">{t('cards.accounts.fees')}</h2>
      {fees.length === 0 ? <p className={classes['quiet']}>{t('cards.accounts.noFees')}</p> : null}
      <dl className={classes['facts']}>
        {fees.map(({ name, text }) => (
          <div key={name} className={classes['pairOfFacts']}>
            <dt>{name}</dt>
            <dd className="figures">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Bins({ bins }: Pick<IssuerAccountDetailView, 'bins'>) {
  const { t } = useTranslation();
  return (
    <section className={classes['section']} aria-labelledby="account-bins">
      <h2 id="account-bins">{t('cards.accounts.bins')}</h2>
      {bins.length === 0 ? <p className={classes['quiet']}>{t('cards.accounts.noBins')}</p> : null}
      {bins.length > 0 ? (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('cards.accounts.bin')}</th>
              <th scope="col">{t('cards.accounts.network')}</th>
              <th scope="col">{t('cards.accounts.country')}</th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ id, bin, network, country }) => (
              <tr key={id}>
                <td className="figures">{bin}</td>
                <td>{network ?? t('cards.accounts.notTold')}</td>
                <td>{country ?? t('cards.accounts.notTold')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
