import { useTranslation } from 'react-i18next';
import type { ProductList } from '../catalog/product-list.ts';
import classes from './catalog-area.module.css';

/** What the grid shows, in words: how much was found, and how the text was read that finds nothing as it stands. */
export function CatalogNote({ list }: { readonly list: ProductList }) {
  const { t } = useTranslation();
  const { text, total, totalIsExact, understood } = list;
  const found = t(totalIsExact ? 'sell.found' : 'sell.foundMore', { count: total });
  const read = understood === null ? '' : t('sell.understood', { text, shown: understood.text });
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {[read, found].filter((part) => part !== '').join(' ')}
      </p>
      {text === '' || list.count === 0 ? null : (
        <p className={classes['note']}>
          {understood === null ? (
            <span>{found}</span>
          ) : (
            <span className={classes['understood']} data-testid="understood" data-kind={understood.kind}>
              {t('sell.understoodNothing', { text })}{' '}
              <b>{t('sell.understoodShown', { shown: understood.text })}</b>
            </span>
          )}
          <span>{t('sell.enterAdds')}</span>
        </p>
      )}
    </>
  );
}
