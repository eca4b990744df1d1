import type { InStepParts } from './in-step-parts.ts';
import type { PaymentProvider } from '../ports.ts';
import { mappingStore, type Whose } from './mapping-store.ts';

type WhoseParts = Pick<InStepParts, 'connections' | 'database' | 'provider'>;

/**
 * Whose products are kept in step; null where no account is connected.
 *
 * An account that was connected anew tells which partner it is only with an answer. Until then it is taken for the
 * one that was known at the same address and organization: to take it for a new one would make everything twice.
 */
export function whoseIs({ connections, database, provider }: WhoseParts): Whose | null {
  const account = connections.accountOrNull();
  if (account === null) return null;
  if (account !== withoutPartner(account)) return { provider, account };
  const known = mappingStore
    .accounts(database.read, provider)
    .filter((other) => withoutPartner(other) === account && other !== account);
  const [only, ...others] = known;
  return { provider, account: only !== undefined && others.length === 0 ? only : account };
}

/** The same; what was kept before the account has told which partner it is, is kept under its whole name from now on. */
export function whoseNow(parts: WhoseParts): Whose | null {
  const whose = whoseIs(parts);
  if (whose === null) return null;
  const { database, provider } = parts;
  const before = { provider, account: withoutPartner(whose.account) };
  if (before.account !== whose.account && mappingStore.isKnown(database.read, before)) {
    database.write((db) => mappingStore.rename(db, before, whose.account));
  }
  return whose;
}

/**
 * Whether an answer comes from the partner that it should. One of a provider that is not called any more says nothing
 * of the account that is connected by now.
 */
export function isOfPartner(
  { connections }: WhoseParts,
  provider: PaymentProvider,
  partnerId: string | null,
): boolean {
  return connections.providerOrNull() !== provider || connections.acceptPartner(partnerId);
}

/** The same account as `ConnectionService.account` tells it before the partner is known: address, organization, null. */
function withoutPartner(account: string): string {
  const parts: unknown = JSON.parse(account);
  return Array.isArray(parts) ? JSON.stringify([...parts.slice(0, 2), null]) : account;
}
