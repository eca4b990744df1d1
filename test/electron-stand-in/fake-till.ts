import type { Envelope } from '../../src/contract/envelope.ts';
import type { TillEvent } from '../../src/contract/events.ts';
import type { PickedFile } from '../../src/contract/views.ts';
import type { Till } from '../../src/main/till.ts';

/** A till without insides: it writes down what it was asked, and answers what a test says. */
export interface FakeTill extends Till {
  readonly requests: unknown[];
  readonly listeners: Set<(event: TillEvent) => void>;
  /** Addresses that main built. */
  readonly openable: Set<string>;
  /** Pictures of its catalogue, by name. */
  readonly pictures: Map<string, Buffer>;
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
    pictures: new Map(),
    answer: async (request) => ({ ok: true, value: request }),
    woken: 0,
    closed: 0,
    dispatch: async (request) => {
      till.requests.push(request);
      return await till.answer(request);
    },
    files: {
      receive: async ({ name }) => ({ ok: true, value: pickedFile(name) }),
      download: async () => ({ ok: true, value: { path: '/nowhere', name: 'nothing', sizeBytes: 0 } }),
      image: async (name) => till.pictures.get(name) ?? null,
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

function pickedFile(name: string): PickedFile {
  return { handle: '0'.repeat(32), name, sizeBytes: 0 };
}
