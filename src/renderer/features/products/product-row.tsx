import { IconStarFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductTileView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useTaxes } from '../taxes/queries.ts';
import { PATH_SEPARATOR } from './category-tree.ts';
import { GRID_CELL, rowRole } from './grid-roles.ts';
import { MarkedName } from '../catalog/marked-name.tsx';
import { SizedPicture } from './product-picture.tsx';
import classes from './product-table.module.css';

export interface ProductRowProps {
  readonly product: ProductTileView;
  readonly index: number;
  readonly top: number;
  readonly path: string;
  /** Null where nothing may be ticked. */
  readonly selected: boolean | null;
  /** Reached by Tab: one row of the table is, the others by arrows. */
  readonly reachable: boolean;
  readonly onOpen: (product: ProductTileView, index: number) => void;
  readonly onTick: (product: ProductTileView, index: number, range: boolean) => void;
}

export const ProductRow = memo(function ProductRow(props: ProductRowProps) {
  const { product, index, top, path, selected, reachable } = props;
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a row, see grid-roles.ts
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table answers Enter and the space bar for all its rows
    <div
      {...rowRole(index, selected)}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)` }}
      data-testid="catalog-row"
      data-product-id={product.id}
      data-index={index}
      data-active={product.active}
      tabIndex={reachable ? 0 : -1}
      onClick={({ target }) => {
        if (!isTick(target)) props.onOpen(product, index);
      }}
    >
      {selected === null ? null : <TickCell {...props} selected={selected} />}
      <span {...GRID_CELL} className={classes['nameCell']}>
        <SizedPicture name={product.name} file={product.tile} size="row" />
        <span className={classes['names']}>
          <span className={classes['name']} title={product.name}>
            <MarkedName name={product.name} marks={product.marks} />
          </span>
          <RowMarks product={product} path={path} />
        </span>
        {product.favourite ? (
          <span className={classes['star']} role="img" aria-label={t('catalog.favourite')}>
            <IconStarFilled size={18} aria-hidden />
          </span>
        ) : null}
      </span>
      <span {...GRID_CELL} className={classes['sku']} title={product.sku ?? undefined}>
        {product.sku ?? product.barcode ?? ''}
      </span>
      <PathCell path={path} />
      <span {...GRID_CELL} className={classes['price']}>
        <PriceOf product={product} />
      </span>
    </div>
  );
});

/** The tick and the room around it do not open the product. */
function isTick(target: EventTarget): boolean {
  return target instanceof Element && target.closest('label') !== null;
}

function TickCell({ product, index, selected, onTick }: ProductRowProps) {
  const { t } = useTranslation();
  return (
    <span {...GRID_CELL} className={classes['tickCell']}>
      <label className={classes['tick']}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected ?? false}
          aria-label={t('catalog.select', { name: product.name })}
          data-testid="catalog-tick"
          onChange={({ nativeEvent }) =>
            onTick(product, index, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
          }
        />
      </label>
    </span>
  );
}

/** The category itself first: it says most, and is what must not be cut off. */
function PathCell({ path }: Pick<ProductRowProps, 'path'>) {
  const above = path.split(PATH_SEPARATOR);
  const leaf = above.pop() ?? '';
  return (
    <span {...GRID_CELL} className={classes['path']} title={path}>
      <span className={classes['leaf']}>{leaf}</span>
      {above.length === 0 ? null : <span className={classes['above']}>{above.join(PATH_SEPARATOR)}</span>}
    </span>
  );
}

/** What a second line says; the narrow one also has what the columns have no room for. */
function RowMarks({ product, path }: Pick<ProductRowProps, 'product' | 'path'>) {
  const { t } = useTranslation();
  const { variantCount, active, sku, taxRateId } = product;
  const rates = useTaxes().data?.rates ?? [];
  const tax = taxRateId === null ? undefined : rates.find(({ id }) => id === taxRateId)?.name;
  const narrow = [path, sku].filter((part) => part !== null && part !== '');
  return (
    <span className={classes['marks']} data-narrow={variantCount === 1 && active && tax === undefined}>
      {active ? null : <span className={classes['inactive']}>{t('catalog.notSold')}</span>}
      {[...(variantCount > 1 ? [t('catalog.variantCount', { count: variantCount })] : []), tax ?? []]
        .flat()
        .join(' · ')}
      {narrow.length === 0 ? null : (
        <span className={classes['narrow']}>
          {[...(variantCount > 1 || tax !== undefined ? [''] : []), ...narrow].join(' · ')}
        </span>
      )}
    </span>
  );
}

/** One price, or from the lowest to the highest of the variants. */
function PriceOf({ product: { amountFrom, amountTo, unit } }: Pick<ProductRowProps, 'product'>) {
  const { t } = useTranslation();
  const single = amountTo.amountMinor === amountFrom.amountMinor;
  const perUnit =
    unit === 'kilogram' ? <span className={classes['unit']}>{t('sell.perKilogram')}</span> : null;
  if (single) {
    return (
      <span>
        <Amount value={amountFrom} />
        {perUnit}
      </span>
    );
  }
  return (
    <>
      <span>
        <Amount value={amountFrom} /> –
      </span>{' '}
      <span>
        <Amount value={amountTo} />
        {perUnit}
      </span>
    </>
  );
}
