import { Button } from '@mantine/core';
import { type RefObject, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '../../../contract/views.ts';
import { NoticePlace, useNotices } from '../../components/notices.tsx';
import { EditorDrawer } from './editor-drawer.tsx';
import classes from './editor-drawer.module.css';
import { LeaveDialog } from './leave-dialog.tsx';
import { MainFields } from './main-fields.tsx';
import type { ProductEditorProps } from './product-editor.tsx';
import { ProductMore } from './product-more.tsx';
import { SaveNotes } from './save-notes.tsx';
import { useProductForm } from './use-product-form.ts';
import { VariantFields } from './variant-fields.tsx';

export interface ProductFormProps extends Omit<ProductEditorProps, 'productId' | 'mayEdit'> {
  readonly product: ProductView | null;
}

/** Where to go once what was typed is saved or let go. */
type Leaving = 'close' | { readonly open: string };

/** Everything of one product, saved as a whole. */
export function ProductForm({ product, categoryId, currency, onOpen, onClose }: ProductFormProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const form = useProductForm({ product, categoryId, currency });
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const element = useRef<HTMLFormElement>(null);
  const go = (to: Leaving) => (to === 'close' ? onClose() : onOpen(to.open));
  const leave = (to: Leaving) => (form.dirty ? setLeaving(to) : go(to));
  const save = (to: Leaving) =>
    form.submit(({ name }) => {
      show({ tone: 'done', title: t('catalog.saved', { name }) });
      go(to);
    });
  useFirstProblem(element, form.problem);
  const title = product === null ? t('catalog.newProduct') : product.name;
  return (
    <EditorDrawer title={title} onClose={() => leave('close')}>
      <form
        ref={element}
        className={classes['form']}
        noValidate
        data-testid="product-form"
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          save('close');
        }}
      >
        <div className={classes['body']}>
          <MainFields form={form} isNew={product === null} />
          <VariantFields form={form} currency={currency} />
          <ProductMore form={form} product={product} onGone={onClose} />
        </div>
        <NoticePlace />
        <SaveNotes form={form} onOpenOther={(open) => leave({ open })} />
        <div className={classes['foot']}>
          {form.dirty ? <p className={classes['unsaved']}>{t('catalog.unsaved')}</p> : null}
          <Button variant="default" size="lg" onClick={() => leave('close')}>
            {t(form.dirty ? 'common.cancel' : 'common.close')}
          </Button>
          <Button
            type="submit"
            size="lg"
            data-testid="product-save"
            disabled={form.pending || form.conflict || (product !== null && !form.dirty)}
          >
            {t('common.save')}
          </Button>
        </div>
      </form>
      {leaving === null ? null : (
        <LeaveDialog
          onSave={() => {
            setLeaving(null);
            save(leaving);
          }}
          onDiscard={() => go(leaving)}
          onStay={() => setLeaving(null)}
        />
      )}
    </EditorDrawer>
  );
}

/** What is wrong may be out of sight: the focus goes to it. */
function useFirstProblem(form: RefObject<HTMLFormElement | null>, problem: unknown): void {
  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, problem]);
}
