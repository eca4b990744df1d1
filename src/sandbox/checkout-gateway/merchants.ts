/** The merchant whom a test or the demo means by "the shop". */
export const shopMerchantId = 1;

/** Somebody else on the same gateway, who must never be seen. */
export const neighbourMerchantId = 2;

/** What names the payment applications of the two merchants: 32 characters each, public. */
export const shopClientId = 'tillinksandboxclient000000000001';
export const neighbourClientId = 'tillinksandboxneighbour000000002';

/** What signs the webhooks of the shop's application. */
export const shopWebhookSecret = 'whsec_test_sandbox';

/** What a client token may be allowed. */
export const scopes = ['payments.create', 'payments.get', 'payments.user-instructions.get', '*'] as const;

/** One of {@link scopes}. */
export type Scope = (typeof scopes)[number];

/** A token that every sandbox knows. */
export interface KnownToken {
  readonly token: string;
  readonly kind: 'client' | 'oauth';
  readonly merchantId: number;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly expired: boolean;
}

const usual: readonly Scope[] = ['payments.create', 'payments.get', 'payments.user-instructions.get'];

const known = (
  token: string,
  label: string,
  allowed: readonly Scope[],
  more: Partial<KnownToken> = {},
): KnownToken => ({
  token,
  kind: 'client',
  merchantId: shopMerchantId,
  label,
  scopes: allowed,
  expired: false,
  ...more,
});

/** The shop's own: one for the till, one for the dashboard. */
export const shopClientToken = 'ct_test_sandbox';
export const shopOauthToken = 'oa_test_sandbox';

/** The tokens of a sandbox at its first start. OAuth2 tokens have no scopes: they open the dashboard's calls. */
export const knownTokens: readonly KnownToken[] = [
  known(shopClientToken, 'Till', usual),
  known('ct_test_star', 'Everything', ['*']),
  known('ct_test_create_only', 'Only makes checkouts', ['payments.create']),
  known('ct_test_no_instructions', 'Reads no instructions', ['payments.create', 'payments.get']),
  known('ct_test_expired', 'Of last year', usual, { expired: true }),
  known('ct_test_neighbour', 'Till next door', ['*'], { merchantId: neighbourMerchantId }),
  known(shopOauthToken, 'Dashboard', [], { kind: 'oauth' }),
  known('oa_test_expired', 'Dashboard of last year', [], { kind: 'oauth', expired: true }),
  known('oa_test_neighbour', 'Dashboard next door', [], { kind: 'oauth', merchantId: neighbourMerchantId }),
];

/** What the shop has at the checkout gateway. */
export interface GatewayAccess {
  /** 32 characters, public. */
  readonly clientId: string;
  /** May make and read payments, and read instructions. */
  readonly clientToken: string;
  /** Opens the dashboard's calls. */
  readonly oauthToken: string;
  readonly webhookSecret: string;
}

/** {@link GatewayAccess} of every sandbox. */
export const shopAccess: GatewayAccess = {
  clientId: shopClientId,
  clientToken: shopClientToken,
  oauthToken: shopOauthToken,
  webhookSecret: shopWebhookSecret,
};
