import { Button } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProductImage } from '../../../domain/product.ts';
import classes from './editor-drawer.module.css';
import { useTakePicture } from './mutations.ts';
import { SizedPicture } from './product-picture.tsx';

export interface PictureFieldProps {
  readonly name: string;
  readonly image: ProductImage | null;
  readonly onChange: (image: ProductImage | null) => void;
}

/** The picture: chosen, replaced, taken off; it becomes the product's when the product is saved. */
export function PictureField({ name, image, onChange }: PictureFieldProps) {
  const { t } = useTranslation();
  const take = useTakePicture();
  const choose = () =>
    take.mutate(undefined, {
      onSuccess: (taken) => {
        if (taken !== null) onChange(taken);
      },
    });
  return (
    <div className={classes['picture']}>
      <SizedPicture name={name} file={image?.large ?? null} size="large" />
      <Button
        variant="default"
        data-testid="picture-choose"
        disabled={take.isPending}
        leftSection={image === null ? <IconPhoto size={20} aria-hidden /> : null}
        onClick={choose}
      >
        {t(image === null ? 'catalog.picture.choose' : 'catalog.picture.replace')}
      </Button>
      {image === null ? null : (
        <Button variant="subtle" data-testid="picture-remove" onClick={() => onChange(null)}>
          {t('catalog.picture.remove')}
        </Button>
      )}
    </div>
  );
}
