import { Button } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldLabel } from '../../components/field-label.tsx';
import { useTakePicture } from '../products/mutations.ts';
import { SizedPicture } from '../products/product-picture.tsx';
import classes from './links.module.css';
import { useTakeLinkPicture } from './mutations.ts';

export interface LinkPictureFieldProps {
  readonly name: string;
  /** Where it lies at the provider; empty for none. */
  readonly imageUrl: string;
  readonly error: string | null;
  readonly onChange: (imageUrl: string) => void;
}

/** The picture that the payer sees: chosen here, and brought to the provider at once, so that the link can name it. */
export function LinkPictureField({ name, imageUrl, error, onChange }: LinkPictureFieldProps) {
  const { t } = useTranslation();
  const take = useTakePicture();
  const bring = useTakeLinkPicture();
  /** Our own copy of what was chosen now; what lies at the provider from before is not fetched. */
  const [file, setFile] = useState<string | null>(null);
  const choose = () =>
    take.mutate(undefined, {
      onSuccess: (taken) => {
        if (taken === null) return;
        bring.mutate(
          { image: taken.large },
          {
            onSuccess: (brought) => {
              setFile(taken.tile);
              onChange(brought.imageUrl);
            },
          },
        );
      },
    });
  const busy = take.isPending || bring.isPending;
  return (
    <div data-testid="link-picture">
      <FieldLabel>{`${t('links.field.image')} (${t('common.optional')})`}</FieldLabel>
      <div className={classes['picture']}>
        {file !== null && imageUrl !== '' ? <SizedPicture name={name} file={file} size="row" /> : null}
        {file === null && imageUrl !== '' ? <span>{t('links.field.imageThere')}</span> : null}
        <Button
          variant="default"
          data-testid="link-picture-choose"
          disabled={busy}
          leftSection={<IconPhoto size={20} aria-hidden />}
          onClick={choose}
        >
          {t(
            busy
              ? 'links.field.imageBringing'
              : imageUrl === ''
                ? 'links.field.imageChoose'
                : 'catalog.picture.replace',
          )}
        </Button>
        {imageUrl === '' ? null : (
          <Button
            variant="subtle"
            onClick={() => {
              setFile(null);
              onChange('');
            }}
          >
            {t('catalog.picture.remove')}
          </Button>
        )}
      </div>
      <p className={classes['problem']} role="status">
        {error}
      </p>
    </div>
  );
}
