import { z } from 'zod';
import { sniffImage } from '../../../images/image-kind.ts';
import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import { PARTNER_IMAGE_MAX_BYTES, type PartnerImage } from '../../../ports-shop.ts';
import { isSecureAddress } from '../../../secure-address.ts';
import { NO_FACTS, parseWith, withReasons } from '../common/answers.ts';
import { problem } from '../common/calls.ts';
import { formOfFile } from './multipart.ts';
import type { SignedCall } from './signed-calls.ts';

const ENDINGS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;
const NAME_MAX = 40;

/** Uploads a picture, once: of one whose answer was lost nobody knows the address, and it may be there. */
export async function uploadImage(
  call: SignedCall,
  image: PartnerImage,
  options: CallOptions,
): Promise<ProviderAnswer<{ readonly url: string }>> {
  const { bytes, type } = image;
  if (bytes.byteLength > PARTNER_IMAGE_MAX_BYTES) return notSent('the image is larger than 5 MiB');
  const { taken, kind } = sniffImage(bytes.subarray(0, 32));
  if (!taken || type !== `image/${kind}`) return notSent(`the image is not ${type}`);
  const form = formOfFile({ part: 'image', fileName: imageFileName(image), type, bytes });
  const answer = await call('POST', '/images', options, form);
  return parseWith(withReasons(answer, { 404: 'not_offered', 405: 'not_offered' }), parseImage);
}

/** A name of ours: what somebody typed may hold anything, and the provider makes it part of an address. */
export function imageFileName({ name, type }: Pick<PartnerImage, 'name' | 'type'>): string {
  const words = name
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\.(?:jpe?g|png|webp)$/, '')
    .replace(/[^a-z0-9]+/g, '-');
  const slug = words.slice(0, NAME_MAX).replace(/^-|-$/g, '');
  return `${slug || 'image'}.${ENDINGS[type]}`;
}

const stored = z.object({ url: z.string() });
const answered = z.union([z.object({ data: stored }).transform(({ data }) => data), stored]);

/** The address, byte for byte; null for one that the till would not open: it is put before payers. */
export function parseImage(json: unknown): { readonly of: { readonly url: string } } | null {
  const parsed = answered.safeParse(json);
  return parsed.success && isSecureAddress(parsed.data.url) ? { of: { url: parsed.data.url } } : null;
}

function notSent(why: string): ProviderAnswer<never> {
  const told = problem('rejected', `Not sent: ${why}`, NO_FACTS, null, [{ field: 'image', message: why }]);
  return { kind: 'rejected', problem: told, facts: NO_FACTS };
}
