import type { TillEvent } from '../contract/events.ts';
import type { Logger } from './ports.ts';

/** Where services say what has happened, after the transaction that made it so. */
export interface EventSink {
  emit(event: TillEvent): void;
}

export interface EventHub extends EventSink {
  subscribe(listener: (event: TillEvent) => void): () => void;
}

/** Tells every listener in turn; one that throws harms neither the others nor the act that is reported. */
export function createEventHub(logger: Logger): EventHub {
  const listeners = new Set<(event: TillEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          logger.error('An event listener failed', { event: event.name, error: String(error) });
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
