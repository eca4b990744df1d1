import type { Clock } from '../../../ports.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { RateLimiter } from '../../http/rate-limiter.ts';

/** What an adapter of a provider needs from this machine. */
export interface AdapterParts {
  readonly clock: Clock;
  /** Closed together with the adapter. */
  readonly http: HttpClient;
  /** One for each host, shared by every adapter that calls it, and not closed with this one. */
  readonly limiter: RateLimiter;
  /** A number from 0 to 1 that spreads retries. */
  readonly jitter?: () => number;
  /** Told of every credential and token before it is used, so that the log never shows it. */
  readonly learnSecret?: (secret: string) => void;
}
