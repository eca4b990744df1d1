import { type Errand, pause, retry, tryOnce } from './postman.ts';
import { shuffled } from './random-order.ts';
import type { WebhookEvent } from './event-log.ts';

/** How long what is held back for another order waits for more. Real milliseconds. */
const holdMs = 500;

/** More than this does not wait: a receiver that never answers must not fill the memory. */
const longestQueue = 10_000;

/** The deliveries of one webhook, one after the other; what is not accepted is retried beside them. */
export interface Round<E extends WebhookEvent> {
  add(event: E): void;
  /** Neither accepted nor given up. */
  waiting(): number;
  /** Left out, since too many were waiting. */
  dropped(): number;
}

interface Due<E> {
  readonly event: E;
  /** Of the process, not of the sandbox's clock. */
  readonly atMs: number;
}

/** What waits for its first try, the oldest first. */
interface Queue<E> {
  readonly length: () => number;
  readonly first: () => Due<E> | undefined;
  readonly take: (count: number) => readonly E[];
  readonly add: (items: readonly Due<E>[]) => void;
}

function createQueue<E>(): Queue<E> {
  let items: readonly Due<E>[] = [];
  return {
    length: () => items.length,
    first: () => items[0],
    take: (count) => {
      const taken = items.slice(0, count);
      items = items.slice(count);
      return taken.map(({ event }) => event);
    },
    add: (more) => {
      items = [...items, ...more];
    },
  };
}

/** Waits until what is first is due, and then for enough to be mixed up, as long as more keeps coming. */
async function gather<E extends WebhookEvent>(
  queue: Queue<E>,
  { settings, ended }: Errand<E>,
): Promise<void> {
  await pause(Math.max(0, (queue.first()?.atMs ?? 0) - performance.now()), ended);
  for (let seen = 0; queue.length() > seen && queue.length() < settings.shuffle && !ended.aborted; ) {
    seen = queue.length();
    await pause(holdMs, ended);
  }
}

/** Empties the queue, also of what comes meanwhile. Never rejects. */
async function work<E extends WebhookEvent>(
  queue: Queue<E>,
  errand: Errand<E>,
  tell: (event: E) => Promise<void>,
): Promise<void> {
  const { settings, ended, random } = errand;
  while (queue.first() !== undefined && !ended.aborted) {
    await gather(queue, errand);
    for (const event of shuffled(queue.take(settings.shuffle), random)) {
      if (!ended.aborted) await tell(event);
    }
  }
}

/** Starts the round of a webhook; it sleeps until there is something to tell. */
export function startRound<E extends WebhookEvent>(errand: Errand<E>): Round<E> {
  const { times, delayMs } = errand.settings;
  const queue = createQueue<E>();
  let waiting = 0;
  let dropped = 0;
  let working = false;
  const done = (): void => {
    waiting -= 1;
  };
  const tell = async (event: E): Promise<void> => {
    if (await tryOnce(errand, event, 1)) done();
    // Not waited for, so that others are not held up.
    else void retry(errand, event).then(done);
  };
  const wake = async (): Promise<void> => {
    await work(queue, errand, tell);
    working = false;
  };
  return {
    add: (event) => {
      const copies = Math.min(times, longestQueue - waiting);
      const atMs = performance.now() + delayMs;
      queue.add(Array.from({ length: copies }, () => ({ event, atMs })));
      waiting += copies;
      dropped += times - copies;
      if (working) return;
      working = true;
      // Not at once: the change has to be kept and answered before anybody is told.
      setImmediate(() => void wake());
    },
    waiting: () => waiting,
    dropped: () => dropped,
  };
}
