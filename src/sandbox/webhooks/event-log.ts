/** That a payment got another status. Each system adds what its messages tell. */
export interface WebhookEvent {
  readonly id: string;
  /** By the clock of its system. */
  readonly atMs: number;
  readonly paymentId: string;
  readonly status: string;
}

const keptEvents = 10_000;

/** What happened since the sandbox started, oldest first; the newest of it. */
export interface EventLog<E extends WebhookEvent> {
  list(): readonly E[];
  add(event: E): void;
}

/** Makes an empty log. */
export function createEventLog<E extends WebhookEvent>(): EventLog<E> {
  const events: E[] = [];
  return {
    list: () => events,
    add: (event) => {
      events.push(event);
      if (events.length > keptEvents) events.shift();
    },
  };
}
