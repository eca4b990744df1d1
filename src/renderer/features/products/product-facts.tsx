import { useTranslation } from 'react-i18next';
import type { ProductView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useCategories } from '../catalog/queries.ts';
import { categoryNodes, pathTexts } from './category-tree.ts';
import { EditorDrawer } from './editor-drawer.tsx';
import classes from './editor-drawer.module.css';
import { SizedPicture } from './product-picture.tsx';

export interface ProductFactsProps {
  readonly product: ProductView;
  readonly onClose: () => void;
}

/** A product as cashiers see it: all that can be asked at a counter, nothing to change. */
export function ProductFacts({ product, onClose }: ProductFactsProps) {
  const { t } = useTranslation();
  const { name, description, categoryId, unit, active, image, variants } = product;
  const paths = pathTexts(categoryNodes(useCategories().data?.items ?? []));
  const category = categoryId === null ? null : paths.get(categoryId);
  return (
    <EditorDrawer title={name} onClose={onClose}>
      <div className={classes['body']}>
        <section className={classes['card']}>
          <div className={classes['top']}>
            <SizedPicture name={name} file={image?.large ?? null} size="large" />
            <dl className={classes['facts']}>
              <dt>{t('catalog.field.category')}</dt>
              <dd>{category ?? t('catalog.categories.none')}</dd>
              <dt>{t('catalog.field.unit')}</dt>
              <dd>{t(`catalog.unit.${unit}`)}</dd>
              <dt>{t('catalog.field.state')}</dt>
              <dd>{t(active ? 'catalog.sold' : 'catalog.notSold')}</dd>
            </dl>
          </div>
          {description === '' ? null : <p>{description}</p>}
        </section>
        <section className={classes['card']}>
          <h3>{t('catalog.column.price')}</h3>
          <table className={classes['prices']}>
            <tbody>
              {variants.map((variant) => (
                <tr key={variant.id}>
                  <th scope="row">
                    {variant.name === '' ? name : variant.name}
                    <span className={classes['hint']}>
                      {[variant.sku, ...variant.barcodes].filter((code) => code !== null).join(' · ')}
                    </span>
                  </th>
                  <td>
                    <Amount value={variant.unitAmount} />
                    {unit === 'kilogram' ? t('sell.perKilogram') : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </EditorDrawer>
  );
}
