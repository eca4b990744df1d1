import { useTranslation } from 'react-i18next';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { EditorDrawer } from './editor-drawer.tsx';
import classes from './editor-drawer.module.css';
import { ProductFacts } from './product-facts.tsx';
import { ProductForm } from './product-form.tsx';
import { useProduct } from './queries.ts';

export interface ProductEditorProps {
  /** Null: a new one. */
  readonly productId: string | null;
  /** Of a new one: where the list stands. */
  readonly categoryId: string | null;
  readonly currency: CurrencyCode;
  readonly mayEdit: boolean;
  readonly onOpen: (productId: string | null) => void;
  readonly onClose: () => void;
}

/** One product: to be changed by those who may, to be looked at by the others. */
export function ProductEditor(props: ProductEditorProps) {
  const { t } = useTranslation();
  const { productId, mayEdit, onClose } = props;
  const words = useErrorWords();
  const { data: product, error } = useProduct(productId);
  if (error) {
    const { title, remedy } = words(error);
    return (
      <EditorDrawer title={t('catalog.product')} onClose={onClose}>
        <div className={classes['body']}>
          <Note tone="bad" title={title}>
            <p>{remedy}</p>
          </Note>
        </div>
      </EditorDrawer>
    );
  }
  if (productId === null) return <ProductForm key="new" {...props} product={null} />;
  if (!product) return null;
  if (!mayEdit) return <ProductFacts product={product} onClose={onClose} />;
  return <ProductForm key={product.id} {...props} product={product} />;
}
