import type { CallOptions, PaymentProvider } from '../ports.ts';
import { isOfAccount } from './link-account.ts';
import type { LinkParts } from './link-parts.ts';
import { linkStore, type LinkPurpose } from './link-store.ts';

/**
 * Deletes at the provider what is closing; one that does not answer is asked again by the next round, because to
 * delete what is gone does no harm.
 * @returns false when the provider did not answer: the rest waits
 */
export async function deleteClosing(
  parts: LinkParts,
  provider: PaymentProvider,
  purpose: LinkPurpose,
  options: CallOptions,
): Promise<boolean> {
  const closing = linkStore.standing(parts.database.read, purpose).filter(({ state }) => state === 'closing');
  for (const row of closing) {
    const { id, provider_link_id: link } = row;
    // Another account's cannot be deleted from here.
    const isThere = link !== null && isOfAccount(parts, row);
    const done = !isThere || (await isDeleted(parts, provider, link, options));
    if (options.signal?.aborted) return false;
    if (!done) return false;
    // Two rounds may be at it; what one has closed is closed.
    if (linkStore.find(parts.database.read, id)?.state !== 'closing') continue;
    parts.database.write((db) => linkStore.update(db, id, { state: 'closed', ended_at: parts.now() }));
    parts.events.emit({ name: 'links.changed', payload: {} });
  }
  return true;
}

/** Gone, or refused for good: what cannot be deleted is off every screen, and money on it is listed all the same. */
async function isDeleted(
  parts: LinkParts,
  provider: PaymentProvider,
  link: string,
  options: CallOptions,
): Promise<boolean> {
  if (!provider.shop) return true;
  const answer = await provider.shop.links.delete(link, options);
  if (options.signal?.aborted) return false;
  parts.connections.note(answer);
  if (answer.kind === 'ok') return true;
  return answer.kind === 'rejected' && FOR_GOOD.has(answer.problem.reason);
}

const FOR_GOOD: ReadonlySet<string> = new Set(['forbidden', 'rejected', 'not_offered', 'not_found']);
