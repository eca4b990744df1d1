import type { Clock } from '../ports.ts';

export interface ClientSessionParts {
  readonly clock: Clock;
  readonly autoLockMinutes: () => number;
  /** Whether a code that may still be paid is before the customer. */
  readonly paymentInFront: () => boolean;
  /** A client has locked itself. */
  readonly onLock: (staffId: string) => void;
}

/**
 * Who has signed in at which client. In memory alone: whoever starts the program signs in again.
 *
 * A client that nobody has used for the set minutes locks itself. Not while a live code is in front: the customer is
 * scanning it, and the cashier waits without touching anything. Such a code counts as use, for the hour that one lives
 * at most: while the provider cannot be reached its end is not known, and that must not keep a till open.
 */
export interface ClientSessions {
  /** The staff id; null where nobody is signed in, or the minutes are over. */
  of(client: string): string | null;
  begin(client: string, staffId: string): void;
  /** The client is being used. */
  touch(client: string): void;
  end(client: string): void;
  /** Signs somebody out wherever it is, but for one client. */
  endOf(staffId: string, except?: string): void;
  /** The minutes have changed. */
  reset(): void;
  close(): void;
}

/** How often a client whose minutes are over asks whether the code in front still lives. */
const LOOK_AGAIN_MS = 15_000;

/** The longest that a code may live: the setting goes up to sixty minutes. */
const CODE_LIVES_MS = 3_600_000;

interface Moment {
  readonly steady: number;
  readonly wall: number;
}

interface Held {
  readonly staffId: string;
  /** By a person, or by a code in front. */
  usedAt: Moment;
  /** By a person. */
  touchedAt: Moment;
  cancel: () => void;
}

export function createClientSessions(parts: ClientSessionParts): ClientSessions {
  const { clock } = parts;
  const sessions = new Map<string, Held>();
  const now = (): Moment => ({ steady: clock.monotonic(), wall: clock.now() });
  /** Of the two clocks the one that says more: the monotonic one stands still while the machine sleeps. */
  const sinceMs = ({ steady, wall }: Moment): number =>
    Math.max(clock.monotonic() - steady, clock.now() - wall);
  const lockMs = (): number => parts.autoLockMinutes() * 60_000;
  const leftMs = (held: Held): number => lockMs() - sinceMs(held.usedAt);
  const end = (client: string): Held | null => {
    const held = sessions.get(client) ?? null;
    held?.cancel();
    sessions.delete(client);
    return held;
  };
  /** @returns whether the client is locked now */
  const lockWhenDue = (client: string, held: Held): boolean => {
    if (leftMs(held) > 0) return false;
    if (sinceMs(held.touchedAt) < lockMs() + CODE_LIVES_MS && parts.paymentInFront()) {
      held.usedAt = now();
      return false;
    }
    end(client);
    parts.onLock(held.staffId);
    return true;
  };
  const watch = (client: string, held: Held, ms: number): void => {
    held.cancel = clock.startTimer(ms, () => {
      const due = leftMs(held) <= 0;
      if (lockWhenDue(client, held)) return;
      watch(client, held, due ? Math.min(LOOK_AGAIN_MS, leftMs(held)) : leftMs(held));
    });
  };
  return {
    of: (client) => {
      const held = sessions.get(client);
      return held && !lockWhenDue(client, held) ? held.staffId : null;
    },
    begin: (client, staffId) => {
      end(client);
      const held: Held = { staffId, usedAt: now(), touchedAt: now(), cancel: () => {} };
      sessions.set(client, held);
      watch(client, held, leftMs(held));
    },
    touch: (client) => {
      const held = sessions.get(client);
      if (!held) return;
      held.usedAt = now();
      held.touchedAt = held.usedAt;
    },
    end: (client) => {
      end(client);
    },
    endOf: (staffId, except) => {
      for (const [client, held] of sessions) {
        if (held.staffId === staffId && client !== except) end(client);
      }
    },
    reset: () => {
      for (const [client, held] of sessions) {
        held.cancel();
        watch(client, held, Math.max(0, leftMs(held)));
      }
    },
    close: () => {
      for (const client of sessions.keys()) end(client);
    },
  };
}
