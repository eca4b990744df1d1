import { AppError } from '../../contract/errors.ts';
import { toAppError } from '../connections/provider-error.ts';
import type { CallOptions } from '../ports.ts';
import type { PartnerShop } from '../ports-shop.ts';
import type { LinkParts } from './link-parts.ts';

/**
 * Brings a picture of ours to the provider, unless it lies there already.
 * @param image the name of its file: pixels and nothing else, as the images feature keeps them
 * @returns its address there
 * @throws AppError where it is gone, or the provider does not take it
 */
export async function bringPicture(
  { pictures, connections }: LinkParts,
  shop: PartnerShop,
  image: string,
  options: CallOptions,
): Promise<string> {
  const known = pictures.urlOf(image);
  if (known !== null) return known;
  const bytes = await pictures.read(image);
  if (bytes === null) throw new AppError('NOT_FOUND', 'This picture is not kept any more');
  const answer = await shop.uploadImage({ bytes, type: 'image/webp', name: 'link' }, options);
  connections.note(answer);
  if (answer.kind !== 'ok') throw toAppError(answer.problem);
  return answer.value.url;
}
