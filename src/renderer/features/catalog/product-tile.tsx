import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '../../../contract/views.ts';
import { formatAmount, formatQuantity } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { initialsOf, toneOf } from './product-face.ts';
import classes from './product-tile.module.css';

export interface ProductTileProps {
  readonly product: ProductView;
  readonly index: number;
  /** Reached by Tab: one tile of the grid is, the others by arrows. */
  readonly reachable: boolean;
  /** Enter in the search field would add this one. */
  readonly first: boolean;
  /** How much of it the open sale already has. */
  readonly inSaleThousandths: number;
  readonly onAdd: (product: ProductView) => void;
}

/** Characters of an amount that fit beside the picture. */
const LONG = 12;

export const ProductTile = memo(function ProductTile(props: ProductTileProps) {
  const { product, index, reachable, first, inSaleThousandths, onAdd } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const unit = product.unit === 'kilogram' ? t('sell.perKilogram') : '';
  const long = formatAmount(product.unitAmount, language).length + unit.length > LONG;
  return (
    <button
      type="button"
      className={classes['tile']}
      data-testid="product-tile"
      data-product-id={product.id}
      data-index={index}
      data-first={first}
      data-long={long}
      data-in-sale={inSaleThousandths > 0}
      tabIndex={reachable ? 0 : -1}
      title={product.name}
      onClick={() => onAdd(product)}
    >
      <span className={classes['face']} data-tone={toneOf(product.id)} aria-hidden>
        {initialsOf(product.name)}
        {inSaleThousandths > 0 ? (
          <span className={classes['count']}>{formatQuantity(inSaleThousandths, language)}</span>
        ) : null}
      </span>
      <span className={classes['price']}>
        <Amount value={product.unitAmount} />
        <span className={classes['unit']}>{unit}</span>
      </span>
      <span className={classes['name']}>{product.name}</span>
    </button>
  );
});
