import { methodsSchema } from '../../contract/values.ts';
import type { CollectWay } from '../../domain/payment.ts';
import { type Account, DEFAULT_METHODS } from './account.ts';
import type { ConnectionRow } from './connection-store.ts';

/** How the next code is made: a deployment whose rows name no link is collected from by hosted payments. */
export function wayOf({ linkless, collect_by: collectBy }: ConnectionRow): CollectWay {
  return linkless === 1 ? 'hosted' : collectBy;
}

/** The partner's account at an address: what was made at another one is of no use at this. */
export function accountOf({
  base_url: baseUrl,
  organization_id: organization,
  partner_id: partner,
}: ConnectionRow): string {
  return JSON.stringify([baseUrl, organization, partner]);
}

/** Whether two accounts may be one: as long as no answer has named the partner it is not known, and no other one. */
export function isSameAccount(one: string, other: string): boolean {
  const [urlOne, organizationOne, partnerOne] = membersOf(one);
  const [urlOther, organizationOther, partnerOther] = membersOf(other);
  if (urlOne !== urlOther || organizationOne !== organizationOther) return false;
  return partnerOne === null || partnerOther === null || partnerOne === partnerOther;
}

function membersOf(account: string): readonly unknown[] {
  const members: unknown = JSON.parse(account);
  return Array.isArray(members) ? members : [];
}

export function methodsOf({ methods }: ConnectionRow): string[] {
  return methodsSchema.parse(JSON.parse(methods));
}

/** The row of an account; at the same address and organization it is the same partner's as before. */
export function rowOf(
  { baseUrl, organizationId, payerUrlTemplate, methods, credential }: Account,
  context: { readonly provider: string; readonly since: string; readonly before: ConnectionRow | undefined },
): ConnectionRow {
  const { before } = context;
  const isSame = before?.base_url === baseUrl && before.organization_id === organizationId;
  const byKey = credential.kind === 'api_key';
  return {
    provider: context.provider,
    base_url: baseUrl,
    organization_id: organizationId,
    payer_url_template: payerUrlTemplate,
    partner_id: isSame ? before.partner_id : null,
    sign_in: credential.kind,
    key_last_four: byKey ? credential.apiKey.slice(-4) : null,
    login_last_four: byKey ? null : credential.login.slice(-4),
    key_since: context.since,
    password_kept: !byKey && credential.keep ? 1 : 0,
    methods: methods ? JSON.stringify(methods) : (before?.methods ?? JSON.stringify(DEFAULT_METHODS)),
    collect_by: isSame ? before.collect_by : 'link',
    linkless: isSame ? before.linkless : 0,
  };
}
