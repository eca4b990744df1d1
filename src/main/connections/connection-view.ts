import type { ConnectionView, MoneyView, ProofView } from '../../contract/views.ts';
import type { AccountCredential } from './account.ts';
import type { Pulse } from './connection-pulse.ts';
import { methodsOf, wayOf } from './connection-row.ts';
import type { ConnectionRow } from './connection-store.ts';

/** What a view needs beside the connection's own row. */
export interface ConnectionContext {
  readonly pulse: Pulse;
  /** The kind of credential in use; null when there is none. */
  readonly inUse: AccountCredential['kind'] | null;
  readonly proof: ProofView | null;
  readonly foreign: { readonly count: number; readonly amount: MoneyView };
  readonly liveCount: number;
}

export function toConnectionView(row: ConnectionRow, context: ConnectionContext): ConnectionView {
  const { pulse, inUse } = context;
  const shown = (lastFour: string | null) =>
    lastFour === null || row.key_since === null ? null : { lastFour, since: row.key_since };
  return {
    baseUrl: row.base_url,
    organizationId: row.organization_id,
    payerUrlTemplate: row.payer_url_template,
    signIn: row.sign_in,
    apiKey: inUse === 'api_key' ? shown(row.key_last_four) : null,
    login: inUse === 'password' ? shown(row.login_last_four) : null,
    passwordKept: inUse === 'password' && row.password_kept === 1,
    methods: methodsOf(row),
    collectBy: row.collect_by,
    way: wayOf(row),
    ...standing(row, context),
    checkedAt: pulse.checkedAt,
    linkless: row.linkless === 1,
    clockSkewMs: pulse.clockSkewMs,
    proof: context.proof,
    foreign: { count: context.foreign.count, amount: context.foreign.amount },
    liveCount: context.liveCount,
  };
}

function standing(
  row: ConnectionRow,
  { pulse, inUse }: ConnectionContext,
): Pick<ConnectionView, 'state' | 'problem'> {
  // The keychain has lost the login: nobody has disconnected it.
  if (inUse === null && row.sign_in === 'password' && row.login_last_four !== null) {
    return { state: 'sign_in_needed', problem: null };
  }
  if (pulse.state === 'ok' && pulse.partnerChanged) return { state: 'refused', problem: PARTNER_CHANGED };
  return { state: pulse.state, problem: pulse.problem };
}

const PARTNER_CHANGED = {
  code: 'PROVIDER_PARTNER_CHANGED',
  category: 'payment',
  message: 'The account belongs to another partner than before',
} as const;
