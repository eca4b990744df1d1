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
 * scanning it, and the cashier waits without touching anything. Such a code counts as use, and lives an hour at most,
 * so the minutes begin when it has ended.
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

interface Held {
  readonly staffId: string;
  usedAt: number;
  usedAtWall: number;
  cancel: () => void;
}

export function createClientSessions(parts: ClientSessionParts): ClientSessions {
  const { clock } = parts;
  const sessions = new Map<string, Held>();
  const use = (held: Held): void => {
    held.usedAt = clock.monotonic();
    held.usedAtWall = clock.now();
  };
  /** Of the two clocks the one that says more: the monotonic one stands still while the machine sleeps. */
  const leftMs = (held: Held): number =>
    parts.autoLockMinutes() * 60_000 -
    Math.max(clock.monotonic() - held.usedAt, clock.now() - held.usedAtWall);
  const end = (client: string): Held | null => {
    const held = sessions.get(client) ?? null;
    held?.cancel();
    sessions.delete(client);
    return held;
  };
  /** @returns whether the client is locked now */
  const lockWhenDue = (client: string, held: Held): boolean => {
    if (leftMs(held) > 0) return false;
    if (parts.paymentInFront()) {
      use(held);
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
      const held: Held = { staffId, usedAt: 0, usedAtWall: 0, cancel: () => {} };
      use(held);
      sessions.set(client, held);
      watch(client, held, leftMs(held));
    },
    touch: (client) => {
      const held = sessions.get(client);
      if (held) use(held);
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
