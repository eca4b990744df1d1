import { IconStack2, IconStarFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductTileView } from '../../../contract/views.ts';
import { formatQuantity } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { GridForm } from './grid-layout.ts';
import { MarkedName } from './marked-name.tsx';
import { priceLabel } from './price-words.ts';
import { ProductPicture } from './product-picture.tsx';
import classes from './product-tile.module.css';

export interface ProductTileProps {
  /** Null while it is on its way. */
  readonly product: ProductTileView | null;
  readonly form: GridForm;
  readonly index: number;
  /** Reached by Tab: one tile of the grid is, the others by arrows. */
  readonly reachable: boolean;
  /** Enter in the search field would add this one. */
  readonly first: boolean;
  /** How much of it the open sale already has. */
  readonly inSaleThousandths: number;
  readonly onAdd: (product: ProductTileView) => void;
}

/** Characters of a price that fit beside the picture of the narrowest tile. */
const LONG = 10;

/** A place of the grid: the same element, and the same size, while its product is on its way. */
export const ProductTile = memo(function ProductTile(props: ProductTileProps) {
  const { product, form, index, reachable, first, inSaleThousandths, onAdd } = props;
  const language = useLanguage();
  const price = product === null ? null : priceLabel(product, language);
  return (
    <button
      type="button"
      className={classes['tile']}
      data-testid={product === null ? 'product-awaited' : 'product-tile'}
      data-product-id={product?.id}
      data-form={form}
      data-index={index}
      data-first={first}
      data-long={price !== null && price.text.length > LONG}
      data-in-sale={inSaleThousandths > 0}
      tabIndex={reachable ? 0 : -1}
      aria-disabled={product === null}
      aria-haspopup={product?.variantId === null ? 'dialog' : undefined}
      title={product?.name}
      onClick={() => {
        if (product !== null) onAdd(product);
      }}
    >
      {product === null || price === null ? (
        <Awaited />
      ) : (
        <TileWords product={product} price={price} inSaleThousandths={inSaleThousandths} />
      )}
    </button>
  );
});

/** Where a product is on its way: says so to a reader, and keeps the place. */
function Awaited() {
  const { t } = useTranslation();
  return (
    <>
      <span className={classes['face']} />
      <span className="visually-hidden">{t('sell.awaited')}</span>
      <span className={classes['blank']} aria-hidden />
    </>
  );
}

interface TileWordsProps {
  readonly product: ProductTileView;
  readonly price: ReturnType<typeof priceLabel>;
  readonly inSaleThousandths: number;
}

function TileWords({ product, price, inSaleThousandths }: TileWordsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <span className={classes['face']}>
        <ProductPicture name={product.name} image={product.tile} />
        {inSaleThousandths > 0 ? (
          <span className={classes['count']} aria-hidden>
            {formatQuantity(inSaleThousandths, language)}
          </span>
        ) : null}
      </span>
      <span className={classes['name']}>
        <MarkedName name={product.name} marks={product.marks} />
      </span>
      <span className={classes['price']}>
        {price.isLeast ? <span className={classes['soft']}>{t('sell.priceFrom')}</span> : null}
        {price.isLeast ? ' ' : null}
        <span className="figures">{price.text}</span>
        {product.unit === 'kilogram' ? (
          <span className={classes['soft']}>{t('sell.perKilogram')}</span>
        ) : null}
      </span>
      <span className={classes['facts']}>
        {product.favourite ? (
          <span className={classes['star']}>
            <IconStarFilled size={16} aria-hidden />
            <span className="visually-hidden">{t('sell.favourite')}</span>
          </span>
        ) : null}
        {product.variantCount > 1 ? (
          <span className={classes['variants']}>
            <IconStack2 size={16} aria-hidden />
            <span aria-hidden className="figures">
              {product.variantCount}
            </span>
            <span className="visually-hidden">{t('sell.variants', { count: product.variantCount })}</span>
          </span>
        ) : null}
      </span>
    </>
  );
}
