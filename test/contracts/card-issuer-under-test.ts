import { onTestFinished } from 'vitest';
import { createFourpayCc } from '../../src/main/adapters/card-issuer/fourpay-cc/fourpay-cc.ts';
import { createHttpClient, type HttpClient } from '../../src/main/adapters/http/http-client.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import type { ProviderAnswer } from '../../src/main/ports.ts';
import type {
  CardIssuer,
  CardPlace,
  IssuedCard,
  IssuerCredential,
} from '../../src/main/ports-card-issuer.ts';
import { type CardSwitches, defaultCardSwitches } from '../../src/sandbox/card-issuer/card-switches.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import {
  type CardsControl,
  cardsControlOf,
  SANDBOX_ACCOUNTS,
  SANDBOX_BINS,
} from '../harness/cards-control.ts';
import { controlOf, type SandboxControl } from '../harness/sandbox-control.ts';
import { createHastyClock, type HastyClock } from './hasty-clock.ts';

export interface IssuerOptions {
  readonly switches?: Partial<CardSwitches>;
  /** The shop's API token unless named. */
  readonly credential?: (sandbox: Sandbox) => IssuerCredential;
  readonly baseUrl?: string;
  readonly wrapHttp?: (client: HttpClient) => HttpClient;
}

/** The card issuer's adapter in front of a sandbox of its own, over real HTTP; both follow the same clock. */
export interface IssuerUnderTest {
  readonly issuer: CardIssuer;
  readonly control: SandboxControl;
  readonly cards: CardsControl;
  readonly clock: HastyClock;
  readonly sandbox: Sandbox;
  /** What this very deployment does. */
  readonly told: CardSwitches;
}

export const owner = { priority: 'cashier' } as const;

/** One that is closed when the running test has finished. */
export async function openedIssuer(options: IssuerOptions = {}): Promise<IssuerUnderTest> {
  const { switches = {}, wrapHttp = (client) => client } = options;
  const clock = createHastyClock();
  const sandbox = await startSandbox({ switches, clock: { now: clock.now } });
  const limiter = createRateLimiter(clock);
  const token = { kind: 'api_token', token: sandbox.cards.apiToken } as const;
  const issuer = createFourpayCc(
    { baseUrl: options.baseUrl ?? sandbox.baseUrl, credential: options.credential?.(sandbox) ?? token },
    { clock, http: wrapHttp(createHttpClient(clock)), limiter, jitter: () => 0 },
  );
  onTestFinished(async () => {
    issuer.end();
    limiter.close();
    await sandbox.close();
  });
  return {
    issuer,
    control: controlOf(sandbox),
    cards: cardsControlOf(sandbox),
    clock,
    sandbox,
    told: { ...defaultCardSwitches, ...switches },
  };
}

/** One whose deployment has described itself. */
export async function describedIssuer(options: IssuerOptions = {}): Promise<IssuerUnderTest> {
  const parts = await openedIssuer(options);
  given(await parts.issuer.describe(owner));
  return parts;
}

/** @throws Error for an answer without a value */
export function given<T>(answer: ProviderAnswer<T>): T {
  if (answer.kind === 'ok') return answer.value;
  throw new Error(`${answer.kind}: ${answer.problem.reason}: ${answer.problem.message}`);
}

export const HOLDER = {
  accountId: SANDBOX_ACCOUNTS.main,
  holderId: 'anna-1',
  firstName: 'Anna',
  lastName: 'Bell',
  email: 'anna@example.com',
  phone: '+15555550100',
} as const;

export const CARD = {
  accountId: SANDBOX_ACCOUNTS.main,
  name: 'Fuel',
  holderId: HOLDER.holderId,
  type: 'virtual',
  choice: { kind: 'bin', binId: SANDBOX_BINS.visa },
  limits: null,
} as const;

/** A card that has been made, and where it is. */
export async function activeCard(parts: IssuerUnderTest): Promise<CardPlace & { readonly card: IssuedCard }> {
  const { issuer, clock, told, control } = parts;
  if (told.cardIssueFails) await control.switches({ cardIssueFails: false });
  given(await issuer.createHolder(HOLDER, owner));
  const { id: cardId } = given(await issuer.issue(CARD, owner));
  clock.move(told.cardIssueDelaySeconds * 1000);
  const place = { accountId: CARD.accountId, cardId };
  return { ...place, card: given(await issuer.card(place, owner)) };
}
