import { randomBytes, randomUUID } from 'node:crypto';
import { type JsonObject, isJsonObject, isText, isWholeNumber, member } from '../json-value.ts';
import { createOrderedTable } from '../ordered-table.ts';
import { type ApplicationRecord, readApplicationRecord } from './application-record.ts';
import { type CheckoutRecord, isOpen, readCheckoutRecord } from './checkout-record.ts';
import {
  knownTokens,
  neighbourClientId,
  neighbourMerchantId,
  shopClientId,
  shopMerchantId,
  shopWebhookSecret,
} from './merchants.ts';
import { type TokenRecord, readTokenRecord } from './token-record.ts';

/** Everything that this system remembers, as it stands in the state file. */
export interface GatewaySnapshot {
  readonly nextSequence: number;
  /** Signs the addresses of checkouts: they outlive a restart. */
  readonly signingKey: string;
  readonly tokens: readonly TokenRecord[];
  readonly applications: readonly ApplicationRecord[];
  readonly checkouts: readonly CheckoutRecord[];
}

/** The books of the simulated gateway. Lists are newest first; `put` adds, or replaces what has the same id. */
export interface GatewayBooks {
  nextSequence(): number;
  readonly signingKey: string;
  /** Of all merchants, those that are over included. */
  tokens(): readonly TokenRecord[];
  token(id: string): TokenRecord | undefined;
  putToken(token: TokenRecord): void;
  applications(): readonly ApplicationRecord[];
  applicationByClientId(clientId: string): ApplicationRecord | undefined;
  putApplication(application: ApplicationRecord): void;
  checkouts(): readonly CheckoutRecord[];
  checkout(id: string): CheckoutRecord | undefined;
  /** Whether a merchant has used this reference. */
  hasReference(merchantId: number, reference: string): boolean;
  /** Those that time alone will change: open ones, and money that is to count later. */
  underWay(): readonly CheckoutRecord[];
  putCheckout(checkout: CheckoutRecord): void;
  /** Grows with every change. */
  revision(): number;
  snapshot(): GatewaySnapshot;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The books of a first start: two merchants, an application each, and the tokens of `merchants.ts`. */
export function firstGatewaySnapshot(nowMs: number): GatewaySnapshot {
  const tokens = knownTokens.map(
    ({ token, expired, ...known }, index): TokenRecord => ({
      ...known,
      // The first ones count as the newest: lists begin with the shop's own.
      sequence: knownTokens.length - index,
      id: token,
      createdMs: nowMs,
      expiresMs: expired ? nowMs - dayMs : null,
      revokedMs: null,
    }),
  );
  const application = { id: randomUUID(), createdMs: nowMs };
  return {
    nextSequence: tokens.length + 3,
    signingKey: randomBytes(32).toString('hex'),
    tokens,
    applications: [
      {
        ...application,
        sequence: tokens.length + 2,
        clientId: shopClientId,
        merchantId: shopMerchantId,
        name: 'Sandbox shop',
        webhookSecret: shopWebhookSecret,
      },
      {
        ...application,
        id: randomUUID(),
        sequence: tokens.length + 1,
        clientId: neighbourClientId,
        merchantId: neighbourMerchantId,
        name: 'Neighbour',
        webhookSecret: null,
      },
    ],
    checkouts: [],
  };
}

const referenceKey = (merchantId: number, reference: string): string => `${merchantId} ${reference}`;

type CheckoutBook = Pick<
  GatewayBooks,
  'checkouts' | 'checkout' | 'hasReference' | 'underWay' | 'putCheckout'
>;

function createCheckoutBook(start: readonly CheckoutRecord[]): CheckoutBook {
  const table = createOrderedTable(start, (row) => row.createdMs);
  const references = new Set<string>();
  const underWay = new Map<string, CheckoutRecord>();
  const index = (row: CheckoutRecord): void => {
    references.add(referenceKey(row.merchantId, row.reference));
    if (isOpen(row) || row.settlesMs !== null) underWay.set(row.id, row);
    else underWay.delete(row.id);
  };
  for (const row of start) index(row);
  return {
    checkouts: table.list,
    checkout: table.get,
    hasReference: (merchantId, reference) => references.has(referenceKey(merchantId, reference)),
    underWay: () => [...underWay.values()],
    putCheckout: (row) => {
      table.put(row);
      index(row);
    },
  };
}

/** Opens books. */
export function createGatewayBooks(start: GatewaySnapshot): GatewayBooks {
  const { signingKey } = start;
  const tokens = createOrderedTable(start.tokens, (token) => token.createdMs);
  const applications = createOrderedTable(start.applications, (application) => application.createdMs);
  const checkouts = createCheckoutBook(start.checkouts);
  let sequence = start.nextSequence;
  let revision = 0;
  const counted =
    <T>(put: (record: T) => void) =>
    (record: T): void => {
      put(record);
      revision += 1;
    };
  return {
    nextSequence: () => sequence++,
    signingKey,
    tokens: tokens.list,
    token: tokens.get,
    putToken: counted(tokens.put),
    applications: applications.list,
    applicationByClientId: (clientId) => applications.list().find((one) => one.clientId === clientId),
    putApplication: counted(applications.put),
    ...checkouts,
    putCheckout: counted(checkouts.putCheckout),
    revision: () => revision,
    snapshot: () => ({
      nextSequence: sequence,
      signingKey,
      tokens: tokens.list(),
      applications: applications.list(),
      checkouts: checkouts.checkouts(),
    }),
  };
}

function rows(source: JsonObject, name: string): readonly JsonObject[] {
  const value = source[name];
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw new Error(`${name} is not a list of rows`);
  return value;
}

/** Reads the books from the state file; a file from before there was a gateway has none. Throws when damaged. */
export function readGatewaySnapshot(value: unknown, nowMs: number): GatewaySnapshot {
  if (value === undefined) return firstGatewaySnapshot(nowMs);
  if (!isJsonObject(value)) throw new Error('the books of the checkout gateway are damaged');
  return {
    nextSequence: member(value, 'nextSequence', isWholeNumber),
    signingKey: member(value, 'signingKey', isText),
    tokens: rows(value, 'tokens').map(readTokenRecord),
    applications: rows(value, 'applications').map(readApplicationRecord),
    checkouts: rows(value, 'checkouts').map(readCheckoutRecord),
  };
}
