import { useTranslation } from 'react-i18next';
import type { ImportRowView } from '../../../contract/views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './dry-run-step.module.css';
import { valueWords } from './reason-words.ts';

/** What differs, field by field: what was there before, and what would be. Of what is new, only what it brings. */
export function RowFields({ row }: { readonly row: ImportRowView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const price = row.amount === null ? null : { currency: row.amount.currency, language };
  if (row.fields.length === 0) return null;
  if (row.outcome === 'added') {
    const told = row.fields.filter(({ field, after }) => field !== 'name' && field !== 'price' && after);
    return (
      <p className={classes['brings']}>
        {told
          .map(({ field, after }) => `${t(`exchange.field.${field}`)}: ${valueWords(t, field, after)}`)
          .join(' · ')}
      </p>
    );
  }
  return (
    <dl className={classes['fields']}>
      {row.fields.map(({ field, before, after }) => (
        <div key={field} data-testid="row-field" data-field={field}>
          <dt>{t(`exchange.field.${field}`)}</dt>
          <dd>
            <span className="visually-hidden">{t('exchange.was')} </span>
            <del>{valueWords(t, field, before, price)}</del>
            <span aria-hidden> → </span>
            <span className="visually-hidden">{t('exchange.becomes')} </span>
            <ins>{valueWords(t, field, after, price)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
