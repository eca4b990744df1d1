import type { ImageService } from '../images/image-service.ts';
import type { Clock, Logger } from '../ports.ts';
import type { CatalogFiles } from './file/catalog-files.ts';

export interface ImageSweepParts {
  readonly files: Pick<CatalogFiles, 'imageNames'>;
  readonly images: Pick<ImageService, 'sweep'>;
  readonly clock: Pick<Clock, 'startTimer'>;
  readonly logger: Logger;
}

export interface ImageSweep {
  /** Once in a run, when its first customers have been served: nobody waits for it. */
  start(): void;
  /** Resolves when nothing of it is under way any more. */
  close(): Promise<void>;
}

/** The start is for opening the counter. */
export const SWEEP_AFTER_MS = 60_000;

/** A moment for the counter between two steps. */
const PAUSE_MS = 5;

/** After an import the files are others than those that were read: from the beginning, some minutes later. */
const AGAIN_AFTER_MS = 5 * 60_000;

/** Removes the images that no product names any more, in steps so short that selling does not notice them. */
export function createImageSweep({ files, images, clock, logger }: ImageSweepParts): ImageSweep {
  let closed = false;
  let wake = (): void => {};
  let under: Promise<void> = Promise.resolve();

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = clock.startTimer(ms, resolve);
      wake = () => {
        stop();
        reject(new Closed());
      };
      if (closed) wake();
    });

  const run = async (): Promise<void> => {
    try {
      await pause(SWEEP_AFTER_MS);
      let used = await files.imageNames(() => pause(PAUSE_MS));
      while (used === null) {
        await pause(AGAIN_AFTER_MS);
        used = await files.imageNames(() => pause(PAUSE_MS));
      }
      const named = used;
      await images.sweep((name) => named.has(name));
    } catch (error) {
      if (error instanceof Closed) return;
      logger.error('Images could not be swept', { error: String(error) });
    }
  };

  return {
    start: () => {
      under = run();
    },
    close: async () => {
      closed = true;
      wake();
      await under;
    },
  };
}

class Closed extends Error {
  override readonly name = 'Closed';
}
