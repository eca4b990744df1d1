import type { OperationInput } from '../../../src/contract/operations.ts';
import type { LinkWay } from '../../../src/domain/payment.ts';
import type { SandboxSwitches } from '../../../src/sandbox/sandbox.ts';
import type { Player } from './player.ts';

/** One merchant's account at one deployment, and how the tills of the shop are connected to it. */
export interface RandomAccount {
  readonly switches: Partial<SandboxSwitches>;
  /** Rows of links do not name their link. */
  readonly linkless: boolean;
  readonly collectBy: LinkWay;
  /** Null: by an API key. */
  readonly signIn: OperationInput<'connection.signIn'> | null;
  readonly organizationId: string | null;
  readonly linkLifetimeMinutes: number;
}

export const LOGIN = { login: 'till@sandbox.test', password: 'sandbox-password' } as const;

/** Half of all accounts are link-less; every other freedom of the documents is taken at random. */
export function randomAccount(seed: number, { pick, chance }: Player): RandomAccount {
  const linkless = seed % 2 === 0;
  const organizationId = chance(0.3) ? 'org-1' : null;
  return {
    linkless,
    collectBy: chance(linkless ? 0.6 : 0.4) ? 'hosted' : 'link',
    signIn: chance(0.4) ? { ...LOGIN, keepPassword: chance(0.7), organizationId } : null,
    organizationId,
    linkLifetimeMinutes: pick([2, 5, 10, 10]),
    switches: {
      organizationRequired: organizationId,
      linkOnTransactions: !linkless,
      urlOnLinks: pick(['none', 'data.url', 'url']),
      olderLinkShape: chance(0.2),
      validationShape: pick(['fields', 'jsonapi', 'strings', 'code', 'details']),
      timestampFormat: pick(['iso', 'etc']),
      amountAs: pick(['integer', 'string']),
      env: pick(['test', 'test', 'absent']),
      retryAfterForm: pick(['seconds', 'date', 'absent']),
      feeBasisPoints: pick([0, 500]),
      sessionExpiry: pick(['expires_at', 'expire_at', 'jwt', 'absent']),
      sessionLifetimeSeconds: pick([120, 600]),
      refreshRotates: chance(0.7),
      hostedWrapped: chance(0.5),
      hostedUrlField: pick(['widget_url', 'payment_url']),
      duplicateTxid: pick(['conflict', 'replay']),
      refundsOffered: chance(0.9),
      partialRefunds: chance(0.8),
      refundDelaySeconds: pick([0, 0, 20]),
      refundRows: pick(['link', 'parent', 'bare']),
      partialRefundAs: pick(['charged', 'refunded']),
      refundedAmountField: chance(0.5),
    },
  };
}
