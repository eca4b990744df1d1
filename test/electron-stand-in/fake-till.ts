import type { Envelope } from '../../src/contract/envelope.ts';
import type { TillEvent } from '../../src/contract/events.ts';
import type { Till } from '../../src/main/till.ts';

/** A till without insides: it writes down what it was asked, and answers what a test says. */
export interface FakeTill extends Till {
  readonly requests: unknown[];
  readonly listeners: Set<(event: TillEvent) => void>;
  /** Addresses that main built. */
  readonly openable: Set<string>;
  answer: (request: unknown) => Promise<Envelope>;
  woken: number;
  closed: number;
  emit(event: TillEvent): void;
}

export function createFakeTill(): FakeTill {
  const till: FakeTill = {
    requests: [],
    listeners: new Set(),
    openable: new Set(),
    answer: async (request) => ({ ok: true, value: request }),
    woken: 0,
    closed: 0,
    dispatch: async (request) => {
      till.requests.push(request);
      return await till.answer(request);
    },
    subscribe: (listener) => {
      till.listeners.add(listener);
      return () => {
        till.listeners.delete(listener);
      };
    },
    mayOpen: (address) => till.openable.has(address),
    wake: () => {
      till.woken += 1;
    },
    close: async () => {
      till.closed += 1;
    },
    emit: (event) => {
      for (const listener of till.listeners) listener(event);
    },
  };
  return till;
}
