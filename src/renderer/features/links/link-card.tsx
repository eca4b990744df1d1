import { useTranslation } from 'react-i18next';
import type { LinkView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { methodName } from '../payments/method-words.ts';
import { LinkActions, type LinkActionsProps } from './link-actions.tsx';
import classes from './links.module.css';

/** One link of this register: what it is called, what it asks for, and what can be done with it. */
export function LinkCard(props: LinkActionsProps) {
  const { t } = useTranslation();
  const { link } = props;
  return (
    <li className={classes['card']} data-testid="link" data-state={link.state}>
      <h3>{link.name}</h3>
      {link.amount === null ? (
        <span className={classes['asks']}>{t('links.payerEnters')}</span>
      ) : (
        <Amount value={link.amount} className={classes['amount']} />
      )}
      <Facts link={link} />
      {link.waiting > 0 ? (
        <p className={classes['waiting']} data-testid="link-waiting">
          {t('links.waiting', { count: link.waiting })}
        </p>
      ) : null}
      {link.state === 'closing' ? <p className={classes['meta']}>{t('links.closing')}</p> : null}
      <LinkActions {...props} />
    </li>
  );
}

function Facts({ link }: { readonly link: LinkView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const methods = link.methods.map((method) => methodName(t, method)).join(', ');
  const since = t('links.since', { moment: formatMoment(link.madeAt, language, now) });
  return <p className={classes['meta']}>{[methods, since].filter((fact) => fact !== '').join(' · ')}</p>;
}
