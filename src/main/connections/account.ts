import type { ProviderCredential } from '../ports.ts';

/** What a person gave to sign our calls with. A secret, whole. */
export type AccountCredential =
  | { readonly kind: 'api_key'; readonly apiKey: string }
  | {
      readonly kind: 'password';
      readonly login: string;
      /** Null where it was not kept: a session that has ended then needs a person. */
      readonly password: string | null;
      /** Whether the password goes into the keychain. */
      readonly keep: boolean;
    };

/** A merchant's account at the provider, as a person connects it. */
export interface Account {
  /** Without a trailing slash, HTTPS or loopback. */
  readonly baseUrl: string;
  readonly organizationId: string | null;
  readonly payerUrlTemplate: string | null;
  /** What payers may pay with; null: as before, or the two that the operator documents. */
  readonly methods: readonly string[] | null;
  readonly credential: AccountCredential;
}

/** What an adapter is built from: the account, and where its session lives. */
export interface ProviderAccount {
  readonly baseUrl: string;
  readonly organizationId: string | null;
  readonly payerUrlTemplate: string | null;
  readonly credential: ProviderCredential;
}

/** The methods that the operator documents; a deployment may have others. */
export const DEFAULT_METHODS: readonly string[] = ['card', 'sbp'];
