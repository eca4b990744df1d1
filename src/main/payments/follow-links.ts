import type { PaymentProvider } from '../ports.ts';
import { takeOne } from './list-reader.ts';
import type { PaymentParts } from './payment-parts.ts';

/** How many are asked for in one look: nobody waits at the counter for them. */
const FOLLOWED_MAX = 2;

/** Asks for payments on reusable links that are not final, by their ids. @param seen those that this look has read */
export async function followLinks(
  parts: PaymentParts,
  provider: PaymentProvider,
  seen: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  for (const id of parts.links.toFollow(FOLLOWED_MAX)) {
    if (seen.has(id)) continue;
    const answer = await provider.readTransaction(id, { priority: 'discovery', signal });
    if (signal.aborted) return;
    parts.connections.note(answer);
    if (answer.kind === 'ok') takeOne(parts, answer.value);
    else if (answer.kind === 'rejected' && answer.problem.reason === 'not_found')
      parts.links.forgetFollowed(id);
  }
}
