import type { CallOptions, PaymentProvider } from '../ports.ts';
import { takePage } from './list-reader.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';

/** Rows that may appear in the list so much later than they are dated. */
const SLACK_MS = 5 * 60_000;
const PAGE_SIZE = 50;
/** Pages of the newest rows, and of a longer way back, in one look: a look never takes minutes. */
const HEAD_PAGES = 10;
const TAIL_PAGES = 5;

export interface Discovery {
  /** The ids of the transactions that were read in this look. */
  readonly seen: ReadonlySet<string>;
  /** Everything of interest has been read by now: what was not found is not there. */
  readonly whole: boolean;
}

/** A way back through the list that is not yet at its end. */
interface Tail {
  readonly cursor: string;
  readonly since: string;
}

/**
 * Reads the provider's list look by look: each reads the rows that are new since the last one; what lies
 * further back (after a start, a long time off, a rush) is read on in small parts, so that a payment made now
 * is seen now on the busiest account.
 */
export class DiscoveryReader {
  private readonly parts: PaymentParts;
  /** Everything newer than this, by the provider's dates, was not there at the last look. */
  private readUntil: string | null = null;
  /** Rows of the last first page: they end a head whose rows carry no dates. */
  private lastTop: ReadonlySet<string> = new Set();
  private tail: Tail | null = null;

  constructor(parts: PaymentParts) {
    this.parts = parts;
  }

  /**
   * @param since how far back rows are of interest; null when nothing is, and one row proves that the list answers
   * @param again how far back rows that were read before have to be read again: a hosted payment's row is as old
   *   as its code, and changes where it stands
   * @returns null when the provider did not answer, or the signal ended the look
   */
  async look(
    provider: PaymentProvider,
    since: string | null,
    again: string | null,
    options: CallOptions,
  ): Promise<Discovery | null> {
    const seen = new Set<string>();
    const beganAt = this.parts.clock.now();
    const target = this.readFrom(since, again);
    const head = await this.readHead(provider, target, options, seen);
    if (!head) return null;
    if (since === null) return { seen, whole: head.sound };
    if (head.rest !== null) {
      const further =
        this.tail !== null && this.tail.since < head.rest.since ? this.tail.since : head.rest.since;
      this.tail = { cursor: head.rest.cursor, since: further };
    }
    this.lastTop = head.top;
    // A row that could not be taken in has to be read again.
    if (head.sound) this.readUntil = isoAt(beganAt - this.skewMs() - SLACK_MS);
    if (this.tail && !(await this.readTail(provider, options, seen))) return null;
    return { seen, whole: this.tail === null && head.sound };
  }

  private readFrom(since: string | null, again: string | null): string | null {
    if (this.readUntil === null || since === null || since >= this.readUntil) return since;
    return again !== null && again < this.readUntil ? again : this.readUntil;
  }

  private async readHead(
    provider: PaymentProvider,
    since: string | null,
    options: CallOptions,
    seen: Set<string>,
  ): Promise<{ top: ReadonlySet<string>; sound: boolean; rest: Tail | null } | null> {
    let cursor: string | null = null;
    let top: ReadonlySet<string> = new Set();
    let sound = true;
    for (let page = 0; page < HEAD_PAGES; page++) {
      const limit = since === null ? 1 : PAGE_SIZE;
      const read = await takePage(this.parts, provider, { cursor, limit }, options);
      if (!read) return null;
      for (const id of read.ids) seen.add(id);
      if (page === 0) top = new Set(read.ids);
      sound = sound && read.sound;
      const known = read.oldest === null && read.ids.some((id) => this.lastTop.has(id));
      if (since === null || known || read.nextCursor === null || (read.oldest ?? since) < since) {
        return { top, sound, rest: null };
      }
      cursor = read.nextCursor;
    }
    return { top, sound, rest: cursor === null || since === null ? null : { cursor, since } };
  }

  private async readTail(
    provider: PaymentProvider,
    options: CallOptions,
    seen: Set<string>,
  ): Promise<boolean> {
    for (let page = 0; page < TAIL_PAGES && this.tail; page++) {
      const { cursor, since }: Tail = this.tail;
      const read = await takePage(
        this.parts,
        provider,
        { cursor, limit: PAGE_SIZE },
        {
          ...options,
          priority: 'discovery',
        },
      );
      if (!read) return false;
      for (const id of read.ids) seen.add(id);
      const ended = read.nextCursor === null || read.nextCursor === cursor;
      const done = ended || (read.oldest ?? since) < since;
      this.tail = done || read.nextCursor === null ? null : { cursor: read.nextCursor, since };
    }
    return true;
  }

  private skewMs(): number {
    return this.parts.connections.clockSkewMs() ?? 0;
  }
}
