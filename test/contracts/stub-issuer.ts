import { onTestFinished } from 'vitest';
import { createFourpayCc } from '../../src/main/adapters/card-issuer/fourpay-cc/fourpay-cc.ts';
import { createHttpClient } from '../../src/main/adapters/http/http-client.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import type { CardIssuer, IssuerCredential } from '../../src/main/ports-card-issuer.ts';
import { createHastyClock } from './hasty-clock.ts';
import { type StubAnswer, type StubRequest, type StubServer, startStubServer } from './stub-server.ts';

export interface StubIssuer extends StubServer {
  readonly issuer: CardIssuer;
  /** What the log was told to hide. */
  readonly learned: readonly string[];
}

export const STUB_TOKEN = 'cc_test_stub_51c9';

/**
 * The card issuer's adapter in front of a server that answers what the test says; paths begin after `/api`.
 * @param answer null resets the connection
 */
export async function openStubIssuer(
  answer: (request: StubRequest) => StubAnswer | null,
  credential: IssuerCredential = { kind: 'api_token', token: STUB_TOKEN },
): Promise<StubIssuer> {
  const server = await startStubServer('/api', answer);
  const clock = createHastyClock();
  const limiter = createRateLimiter(clock);
  const learned: string[] = [];
  const issuer = createFourpayCc(
    { baseUrl: server.baseUrl, credential },
    {
      clock,
      http: createHttpClient(clock),
      limiter,
      jitter: () => 0,
      learnSecret: (secret) => learned.push(secret),
    },
  );
  onTestFinished(() => {
    issuer.end();
    limiter.close();
  });
  return { ...server, issuer, learned };
}

/** An OpenAPI document with these paths, and the one that every issuer has. */
export function stubDocument(paths: object): StubAnswer {
  return { json: { info: { version: '2.0.0' }, paths: { '/api/v2/accounts': { get: {} }, ...paths } } };
}
