import { useState } from 'react';
import { initialsOf, toneOf } from './product-face.ts';
import classes from './product-picture.module.css';

export interface ProductPictureProps {
  readonly name: string;
  /** The file of the picture in the till's own store; null where there is none. */
  readonly image: string | null;
}

/** The picture of a product; without one, or with a broken one, its letters on a colour of its own. Fills its place. */
export function ProductPicture({ name, image }: ProductPictureProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const isThere = image !== null && image !== failed;
  return (
    <span className={classes['picture']} data-tone={isThere ? undefined : toneOf(name)} aria-hidden>
      {isThere ? (
        <img
          key={image} // another picture must not show the one before while it loads
          className={classes['image']}
          data-testid="product-image"
          src={`/images/${image}`}
          alt=""
          decoding="async"
          draggable={false}
          onError={() => setFailed(image)}
        />
      ) : (
        initialsOf(name)
      )}
    </span>
  );
}
