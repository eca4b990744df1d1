/** The merchant whom a test or the demo means by "the shop". */
export const shopMerchantId = 1;

/** Somebody else at the same issuer, who must never be seen. */
export const neighbourMerchantId = 2;

/** The shop's own API token. */
export const shopApiToken = 'cc_test_sandbox';

/** An API token that every sandbox knows. */
export interface KnownApiToken {
  readonly token: string;
  readonly merchantId: number;
  readonly readOnly: boolean;
  readonly revoked: boolean;
}

/** The tokens of a sandbox at its first start. */
export const knownApiTokens: readonly KnownApiToken[] = [
  { token: shopApiToken, merchantId: shopMerchantId, readOnly: false, revoked: false },
  { token: 'cc_test_readonly', merchantId: shopMerchantId, readOnly: true, revoked: false },
  { token: 'cc_test_revoked', merchantId: shopMerchantId, readOnly: false, revoked: true },
  { token: 'cc_test_neighbour', merchantId: neighbourMerchantId, readOnly: false, revoked: false },
];

/** What an account costs: decimal texts, the percentage in percent. */
export interface AccountFees {
  readonly issueFee: string;
  readonly topupPercent: string;
  readonly topupFixed: string;
}

/** An account of a sandbox at its first start. */
export interface KnownAccount extends AccountFees {
  readonly id: string;
  readonly merchantId: number;
  readonly name: string;
  readonly currency: string;
  /** What is on it at first. */
  readonly opening: string;
  readonly cardTypes: readonly string[];
  readonly isTransferAllowed: boolean;
}

const free: AccountFees = { issueFee: '0.00', topupPercent: '0.00', topupFixed: '0.00' };

/** The accounts of a sandbox at its first start, in the order of their opening. */
export const knownAccounts: readonly KnownAccount[] = [
  {
    id: 'a0000000-0000-4000-8000-000000000001',
    merchantId: shopMerchantId,
    name: 'Main',
    currency: 'USD',
    opening: '10000.00',
    cardTypes: ['virtual', 'physical'],
    isTransferAllowed: true,
    issueFee: '1.00',
    topupPercent: '1.5',
    topupFixed: '0.10',
  },
  {
    id: 'a0000000-0000-4000-8000-000000000002',
    merchantId: shopMerchantId,
    name: 'Advertising',
    currency: 'USD',
    opening: '500.123456789',
    cardTypes: ['virtual'],
    isTransferAllowed: true,
    ...free,
  },
  {
    id: 'a0000000-0000-4000-8000-000000000003',
    merchantId: shopMerchantId,
    name: 'Travel',
    currency: 'EUR',
    opening: '2500.00',
    cardTypes: ['virtual', 'physical'],
    isTransferAllowed: false,
    issueFee: '2.00',
    topupPercent: '0.5',
    topupFixed: '0.00',
  },
  {
    id: 'a0000000-0000-4000-8000-000000000004',
    merchantId: neighbourMerchantId,
    name: 'Next door',
    currency: 'USD',
    opening: '777.00',
    cardTypes: ['virtual'],
    isTransferAllowed: true,
    ...free,
  },
];

/** What cards can be issued with, on every account. */
export interface Bin {
  readonly cardProviderBinId: string;
  /** The first digits of its cards: those of test numbers, which no bank has given out. */
  readonly bin: string;
  readonly cardNetwork: string;
  readonly issuerCountry: string;
  readonly categoryIds: readonly string[];
}

const advertising = 'c0000000-0000-4000-8000-000000000001';
const travel = 'c0000000-0000-4000-8000-000000000002';

/** The BINs of every account. */
export const bins: readonly Bin[] = [
  {
    cardProviderBinId: 'b0000000-0000-4000-8000-000000000001',
    bin: '411111',
    cardNetwork: 'VISA',
    issuerCountry: 'US',
    categoryIds: [advertising, travel],
  },
  {
    cardProviderBinId: 'b0000000-0000-4000-8000-000000000002',
    bin: '555555',
    cardNetwork: 'MASTERCARD',
    issuerCountry: 'GB',
    categoryIds: [travel],
  },
];

/** What the shop has at the card issuer. */
export interface CardsAccess {
  readonly apiToken: string;
  /** From the merchant portal; it ends. */
  readonly jwt: string;
  /** The address to connect to. */
  readonly baseUrl: string;
}
