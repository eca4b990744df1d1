import type { CollectWay } from '../../src/domain/payment.ts';
import type { CreatedPayment, PaymentProvider, PaymentRequest } from '../../src/main/ports.ts';
import type { SandboxControl } from '../harness/sandbox-control.ts';
import { describeConnection } from './payment-provider-connection.ts';
import { describeFaults } from './payment-provider-faults.ts';
import { describeRefunds } from './payment-provider-refunds.ts';
import { describeWay } from './payment-provider-ways.ts';

/** A provider in front of its simulator, and the means to play the payer. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  readonly control: SandboxControl;
  readonly deployment: Deployment;
  readonly play: ProviderPlay;
  close(): Promise<void>;
}

/** How this provider is reached over HTTP, and played. */
export interface ProviderPlay {
  /** Where a payment is made. What is made in its way is below it, by its id, where it can be taken back. */
  createPath(way: CollectWay): string;
  /** What checking the connection calls, and the status of an answer that proves the credential. */
  readonly check: { readonly path: string; readonly status: number };
  /** Plays the payer, who pays all of it. @returns the id of the transaction */
  pay(way: CollectWay, id: string): Promise<string>;
  /** How many payments there are at the provider. */
  made(): Promise<number>;
  /** Lets so many milliseconds be over, here and there. */
  pass(ms: number): Promise<void>;
}

/** What this very deployment does of what its adapter can do. */
export interface Deployment {
  /** The ways in which a payer can be made to pay here. */
  readonly ways: readonly CollectWay[];
  readonly refunds: 'any' | 'whole' | 'none';
  /** Whether a transaction made through a link names it. */
  readonly namesLink: boolean;
  /** Whether a 401 is met with another session; a key has none. */
  readonly renews: boolean;
  /** Whether the answer to a create tells what was made. */
  readonly echoes: boolean;
  /** What the address of a payer's page is good for: it may be at a place that is not there, or not be drawn at all. */
  readonly payerPage: 'opens' | 'elsewhere' | 'none';
  /** Whether a refusal says what is wrong with which field. */
  readonly namesFields: boolean;
  /** Whether a transaction tells its amount, and when it began. */
  readonly tellsAmount: boolean;
  readonly tellsTimes: boolean;
}

export interface SuiteOptions {
  /** The ways of the adapter; any other is refused in words. */
  readonly ways: readonly CollectWay[];
  /** Also the faults of the network, which no variant of the answers changes. */
  readonly faults?: boolean;
}

export type WithProvider = (use: (parts: ProviderUnderTest) => Promise<void>) => () => Promise<void>;

const cashier = { priority: 'cashier' } as const;

/** What a provider says to a call that it has no use for. */
export const notOffered = { kind: 'rejected', problem: { reason: 'not_offered' } } as const;

export const AMOUNT = { amountMinor: 12_300, currency: 'RUB' } as const;

export function requestOf(way: CollectWay, changes: Partial<PaymentRequest> = {}): PaymentRequest {
  const reference = 'R7K2-019ab0000000700080000000000000001';
  return {
    way,
    amount: AMOUNT,
    methods: ['card', 'sbp'],
    reference,
    env: 'test',
    language: 'ru',
    expiresAt: null,
    label: 'Sale 0001',
    productIds: [],
    ...changes,
  };
}

export async function create(
  { provider }: ProviderUnderTest,
  way: CollectWay,
  changes: Partial<PaymentRequest> = {},
): Promise<CreatedPayment> {
  const answer = await provider.createPayment(requestOf(way, changes), cashier);
  if (answer.kind !== 'ok') throw new Error(`Not created: ${answer.problem.message}`);
  return answer.value;
}

/**
 * What the till relies on of every payment provider. One suite for every adapter; what an adapter's capabilities
 * leave out, or a deployment does not offer, is expected to be refused in words.
 * @param open makes a provider in front of a simulator of its own
 */
export function describePaymentProvider(
  name: string,
  open: () => Promise<ProviderUnderTest>,
  { ways, faults = false }: SuiteOptions,
): void {
  const withProvider: WithProvider = (use) => async () => {
    const parts = await open();
    try {
      await use(parts);
    } finally {
      await parts.close();
    }
  };
  describeConnection(name, ways, withProvider);
  for (const way of ways) {
    describeWay(`${name}, ${way}`, way, withProvider);
    if (faults) describeFaults(`${name}, ${way}`, way, withProvider);
  }
  describeRefunds(name, withProvider);
}
