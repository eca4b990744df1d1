import { isSameAccount } from '../connections/connection-row.ts';
import type { LinkParts } from './link-parts.ts';
import type { OwnLinkRow } from './link-store.ts';

/** Whether money on a link goes to the account that is connected now; another's is neither seen nor deleted here. */
export function isOfAccount(
  { connections }: Pick<LinkParts, 'connections'>,
  { account }: Pick<OwnLinkRow, 'account'>,
): boolean {
  const present = connections.accountOrNull();
  return present !== null && isSameAccount(account, present);
}
