import type { Metadata, Sharp } from 'sharp';
import type { ImageKind } from './image-kind.ts';

/** A picture as the screens show it: two WebP files without anything but pixels. */
export interface MadePicture {
  readonly tile: Buffer;
  readonly large: Buffer;
}

/** Why a picture was not made. `dimensions`: too many pixels, or a strip of them. */
export type PictureFault = 'broken' | 'dimensions';

export class UnreadablePicture extends Error {
  override readonly name = 'UnreadablePicture';
  readonly fault: PictureFault;

  constructor(fault: PictureFault, options: ErrorOptions = {}) {
    super(`The picture is not taken: ${fault}`, options);
    this.fault = fault;
  }
}

/** A side of the square for tiles, in pixels: 160 on the screen, on a screen with twice as many. */
export const TILE_SIDE = 320;

/** The longer side of the large one, at most. */
export const LARGE_SIDE = 1024;

/** More than any phone's camera takes in its usual mode, and few enough to be held in memory whole. */
const PIXELS_MAX = 64_000_000;

/** A strip of pixels is no picture of a product, and filling a square from one costs without end. */
const SIDE_MIN = 16;
const RATIO_MAX = 20;

/** Each kind has its own decoder; every other one of libvips is shut. */
const DECODERS: Readonly<Record<ImageKind, string>> = {
  jpeg: 'VipsForeignLoadJpegFile',
  png: 'VipsForeignLoadPngFile',
  webp: 'VipsForeignLoadWebpFile',
};

type Library = typeof import('sharp').default;

async function load(): Promise<Library> {
  const { default: sharp } = await import('sharp');
  // Nothing is decoded twice, so that a cache would only keep memory.
  sharp.cache(false);
  sharp.concurrency(1);
  // Bytes of strangers: a file that calls itself a PNG never reaches the decoders of SVG, PDF or TIFF.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: Object.values(DECODERS) });
  return sharp;
}

/**
 * Decodes a picture and cuts it to the sizes that are shown. The camera's turn is applied; then everything but the
 * pixels is dropped: where and when it was taken, with what, its preview, its colour profile (turned into sRGB). What
 * is transparent becomes white, which products are photographed on. Of moving pictures the first frame is taken.
 *
 * Only `picture-program.ts` calls it: it leaves hundreds of megabytes with the process.
 * @param path of a file that nobody changes meanwhile
 * @param kind what its first bytes say
 * @throws UnreadablePicture
 */
export async function makePicture(path: string, kind: ImageKind): Promise<MadePicture> {
  const sharp = await load();
  const open = (): Sharp =>
    sharp(path, { failOn: 'error', limitInputPixels: PIXELS_MAX, sequentialRead: true, pages: 1 });
  try {
    // Reads the header alone: without a limit of its own it says how large, and nothing is decoded yet.
    refuseOdd(await sharp(path, { limitInputPixels: false }).metadata(), kind);
    const large = await finish(
      open().autoOrient().resize(LARGE_SIDE, LARGE_SIDE, { fit: 'inside', withoutEnlargement: true }),
    );
    const tile = await finish(open().autoOrient().resize(TILE_SIDE, TILE_SIDE, { fit: 'cover' }));
    return { tile, large };
  } catch (error) {
    if (error instanceof UnreadablePicture) throw error;
    throw new UnreadablePicture('broken', { cause: error });
  }
}

function refuseOdd({ format, width, height }: Metadata, kind: ImageKind): void {
  if (format !== kind) throw new UnreadablePicture('broken');
  const [short, long] = width < height ? [width, height] : [height, width];
  if (short < SIDE_MIN || long > RATIO_MAX * short || width * height > PIXELS_MAX) {
    throw new UnreadablePicture('dimensions');
  }
}

function finish(picture: Sharp): Promise<Buffer> {
  return picture.flatten({ background: '#ffffff' }).toColourspace('srgb').webp({ quality: 80 }).toBuffer();
}
