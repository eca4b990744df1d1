import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductTileView, ProductView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { nextIndex } from './grid-layout.ts';
import { formatPrice } from './price-words.ts';
import { useProduct } from './queries.ts';
import { useDigit } from './use-digit.ts';
import { digitOf } from './variant-keys.ts';
import classes from './variant-picker.module.css';

export interface VariantPickerProps {
  readonly product: ProductTileView;
  readonly onChoose: (variantId: string) => void;
  readonly onClose: () => void;
}

/** Which of its sizes, colours or tastes is sold: one large key each, by finger, digit or arrow. */
export function VariantPicker({ product, onChoose, onClose }: VariantPickerProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { data, error } = useProduct(product.id);
  return (
    <Dialog title={product.name} width={820} onClose={onClose}>
      {error ? (
        <Note tone="bad" title={words(error).title}>
          {words(error).remedy}
        </Note>
      ) : null}
      {data ? <VariantKeys product={data} onChoose={onChoose} /> : <div className={classes['keys']} />}
      <p className={classes['hint']}>{t('sell.variantHint')}</p>
    </Dialog>
  );
}

interface VariantKeysProps {
  readonly product: ProductView;
  readonly onChoose: (variantId: string) => void;
}

function VariantKeys({ product: { unit, variants }, onChoose }: VariantKeysProps) {
  const { t } = useTranslation();
  const keys = useRef<HTMLFieldSetElement>(null);
  // They come after the dialog: its own first focus went to what was there.
  useEffect(() => keys.current?.querySelector('button')?.focus(), []);
  useDigit(variants.length, (index) => {
    const variant = variants[index];
    if (variant) onChoose(variant.id);
  });
  return (
    <fieldset
      ref={keys}
      className={classes['keys']}
      data-testid="variants"
      aria-label={t('sell.variantsLabel')}
      onKeyDown={(event) => {
        // The Enter that opened this, held a little long, must not choose.
        if (event.key === 'Enter' && event.repeat) event.preventDefault();
        moveFocus(event, keys.current);
      }}
    >
      {variants.map((variant, index) => (
        <VariantKey
          key={variant.id}
          variant={variant}
          digit={digitOf(index)}
          unit={unit}
          onPress={() => onChoose(variant.id)}
        />
      ))}
    </fieldset>
  );
}

interface VariantKeyProps {
  readonly variant: ProductView['variants'][number];
  readonly digit: number | null;
  readonly unit: ProductView['unit'];
  readonly onPress: () => void;
}

function VariantKey({ variant, digit, unit, onPress }: VariantKeyProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <button
      type="button"
      className={classes['key']}
      data-testid="variant"
      data-variant-id={variant.id}
      data-autofocus={digit === 1 || undefined}
      aria-keyshortcuts={digit === null ? undefined : String(digit)}
      onClick={onPress}
    >
      {digit === null ? null : (
        <kbd className={classes['digit']} aria-hidden>
          {digit}
        </kbd>
      )}
      <span className={classes['name']}>{variant.name === '' ? t('sell.variantUnnamed') : variant.name}</span>
      {variant.sku === null ? null : <span className={classes['sku']}>{variant.sku}</span>}
      <span className={classes['price']}>
        <span className="figures">{formatPrice(variant.unitAmount, language)}</span>
        {unit === 'kilogram' ? <span className={classes['soft']}>{t('sell.perKilogram')}</span> : null}
      </span>
    </button>
  );
}

/** The arrows go by what is drawn: how many keys stand in a row depends on the room. */
function moveFocus(event: KeyboardEvent, within: HTMLElement | null): void {
  const all = [...(within?.querySelectorAll('button') ?? [])];
  const index = all.findIndex((one) => one.matches(':focus'));
  const top = all[0]?.offsetTop;
  const columns = all.filter(({ offsetTop }) => offsetTop === top).length;
  const next = nextIndex(event.key, Math.max(0, index), { columns, count: all.length, pageRows: 4 });
  if (next === null) return;
  event.preventDefault();
  all[next]?.focus();
}
