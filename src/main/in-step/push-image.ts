import { mappingStore, type ImageRow } from './mapping-store.ts';
import { endOfOne, type Said, type StepEnd } from './problems.ts';
import { runStore } from './run-store.ts';
import { isNotDone, type Step } from './step.ts';

/** Where a picture lies at the provider; `none`: the product goes without it, this time. */
export type PushedImage =
  | { readonly kind: 'there'; readonly url: string }
  | { readonly kind: 'none'; readonly said: Said }
  | { readonly kind: 'ended'; readonly end: StepEnd };

/**
 * Uploads a picture, once for its bytes and account, however many products show it.
 *
 * One whose answer was lost is not sent again by this push: the product goes without it, the next comparison shows
 * the difference, and the push that a person then starts sends it anew. What lies at the provider under an address
 * that nobody knows takes room and harms nobody; one that is sent again and again takes it without end.
 */
export async function pushImage(step: Step, image: string): Promise<PushedImage> {
  const { parts, run, whose } = step;
  const known = mappingStore.findImage(parts.database.read, whose, image);
  if (known?.state === 'there' && known.url !== null) return { kind: 'there', url: known.url };
  if (run.images_offered === 0) return { kind: 'none', said: { reason: 'pictures_not_offered' } };
  if (known?.run_sequence === run.sequence) {
    if (known.state === 'sending') put(step, image, { state: 'unknown', url: null });
    return { kind: 'none', said: { reason: known.state === 'refused' ? 'picture_refused' : 'picture_lost' } };
  }
  const bytes = await parts.readImage(image);
  if (!bytes) return { kind: 'none', said: { reason: 'picture_missing' } };
  put(step, image, { state: 'sending', url: null });
  return send(step, image, bytes);
}

async function send(step: Step, image: string, bytes: Uint8Array): Promise<PushedImage> {
  const { parts, run, item, whose, shop, options } = step;
  const answer = await shop.uploadImage({ bytes, type: 'image/webp', name: item.header }, options);
  if (answer.kind !== 'ok' && options.signal?.aborted) return { kind: 'ended', end: { kind: 'next' } };
  parts.connections.note(answer);
  if (answer.kind === 'ok') {
    put(step, image, { state: 'there', url: answer.value.url });
    return { kind: 'there', url: answer.value.url };
  }
  const { problem } = answer;
  if (!isNotDone(answer)) {
    put(step, image, { state: 'unknown', url: null });
    return { kind: 'none', said: { reason: 'picture_lost' } };
  }
  if (problem.reason === 'not_offered') {
    parts.database.write((db) => {
      mappingStore.removeImage(db, whose, image);
      runStore.noImages(db, run.sequence);
    });
    return { kind: 'none', said: { reason: 'pictures_not_offered' } };
  }
  const end = endOfOne(problem);
  if (end === null) {
    put(step, image, { state: 'refused', url: null });
    return { kind: 'none', said: { words: problem.message } };
  }
  parts.database.write((db) => mappingStore.removeImage(db, whose, image));
  return { kind: 'ended', end };
}

function put({ parts, run, whose }: Step, image: string, row: Pick<ImageRow, 'state' | 'url'>): void {
  parts.database.write((db) =>
    mappingStore.putImage(db, whose, { image, run_sequence: run.sequence, ...row }),
  );
}
