/** Pictures that the till takes. */
export const IMAGE_KINDS = ['jpeg', 'png', 'webp'] as const;
export type ImageKind = (typeof IMAGE_KINDS)[number];

/** What else people bring, known well enough to be named; `unknown` for everything else. */
export type OtherKind = 'gif' | 'heic' | 'avif' | 'svg' | 'tiff' | 'bmp' | 'pdf' | 'unknown';

export type SniffedKind =
  | { readonly taken: true; readonly kind: ImageKind }
  | { readonly taken: false; readonly kind: OtherKind };

/** So many bytes of a file's beginning are enough to tell. */
export const SNIFF_BYTES = 512;

const BRANDS: Readonly<Record<string, OtherKind>> = {
  heic: 'heic',
  heix: 'heic',
  hevc: 'heic',
  heim: 'heic',
  heis: 'heic',
  mif1: 'heic',
  msf1: 'heic',
  avif: 'avif',
  avis: 'avif',
};

/** Tells a picture by its first bytes; a name and a type that somebody claims say nothing. */
export function sniffImage(head: Uint8Array): SniffedKind {
  const text = Buffer.from(head).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return { taken: true, kind: 'jpeg' };
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { taken: true, kind: 'png' };
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return { taken: true, kind: 'webp' };
  return { taken: false, kind: otherKind(text) };
}

function otherKind(text: string): OtherKind {
  if (text.startsWith('GIF8')) return 'gif';
  if (text.slice(4, 8) === 'ftyp') return BRANDS[text.slice(8, 12)] ?? 'unknown';
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'tiff';
  if (text.startsWith('BM')) return 'bmp';
  if (text.startsWith('%PDF')) return 'pdf';
  return /<svg[\s>]|<!DOCTYPE svg/i.test(text) ? 'svg' : 'unknown';
}
