import { ProductPicture } from '../catalog/product-picture.tsx';
import classes from './product-picture.module.css';

export interface SizedPictureProps {
  readonly name: string;
  /** A file of the till's own image store; null: there is none. */
  readonly file: string | null;
  readonly size: 'row' | 'large';
}

/** A product's picture as the list, or its card, has room for it. */
export function SizedPicture({ name, file, size }: SizedPictureProps) {
  return (
    <span className={classes['place']} data-size={size}>
      <ProductPicture name={name} image={file} />
    </span>
  );
}
