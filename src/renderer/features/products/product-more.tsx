import { Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import classes from './editor-drawer.module.css';
import { useDeleteProduct } from './mutations.ts';
import type { ProductFormState } from './use-product-form.ts';

export interface ProductMoreProps {
  readonly form: ProductFormState;
  readonly product: ProductView | null;
  readonly onGone: () => void;
}

/** What is seldom needed: the provider's id of it, and taking it out of the catalogue. */
export function ProductMore({ form, product, onGone }: ProductMoreProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <section className={classes['card']} aria-label={t('catalog.more')}>
      <TextInput
        label={t('catalog.field.partnerProductId')}
        description={t('catalog.field.partnerProductIdHint')}
        data-testid="product-partner"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        value={form.draft.partnerProductId}
        onChange={(event) => form.change({ partnerProductId: event.currentTarget.value })}
      />
      {product === null ? null : (
        <div>
          <Button
            variant="danger"
            data-testid="product-delete"
            leftSection={<IconTrash size={20} aria-hidden />}
            onClick={() => setAsked(true)}
          >
            {t('catalog.delete.open')}
          </Button>
        </div>
      )}
      {asked && product !== null ? (
        <DeleteDialog product={product} onGone={onGone} onClose={() => setAsked(false)} />
      ) : null}
    </section>
  );
}

interface DeleteDialogProps {
  readonly product: ProductView;
  readonly onGone: () => void;
  readonly onClose: () => void;
}

function DeleteDialog({ product, onGone, onClose }: DeleteDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const remove = useDeleteProduct();
  const { id: productId, name } = product;
  const go = () =>
    remove.mutate(
      { productId },
      {
        onSuccess: () => {
          show({ tone: 'done', title: t('catalog.delete.done', { name }) });
          onGone();
        },
      },
    );
  return (
    <Dialog title={t('catalog.delete.title', { name })} width={520} onClose={onClose}>
      <p>{t('catalog.delete.body')}</p>
      <div className={`${classes['actions']} ${classes['end']}`}>
        <Button variant="default" size="lg" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="danger-filled"
          size="lg"
          data-testid="product-delete-confirm"
          disabled={remove.isPending}
          onClick={go}
        >
          {t('catalog.delete.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
