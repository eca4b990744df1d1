import { useState } from 'react';
import { initialsOf, toneOf } from '../catalog/product-face.ts';
import classes from './product-picture.module.css';

export interface ProductPictureProps {
  readonly name: string;
  /** A file of the till's own image store; null: there is none. */
  readonly file: string | null;
  readonly size: 'row' | 'large';
}

/** A product's picture, or its initials on a colour of its own where there is none or it cannot be shown. */
export function ProductPicture({ name, file, size }: ProductPictureProps) {
  const [broken, setBroken] = useState<string | null>(null);
  if (file === null || file === broken) {
    return (
      <span className={classes['picture']} data-size={size} data-tone={toneOf(name)} aria-hidden>
        {initialsOf(name)}
      </span>
    );
  }
  return (
    <img
      className={classes['picture']}
      data-size={size}
      src={`/images/${file}`}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => setBroken(file)}
    />
  );
}
