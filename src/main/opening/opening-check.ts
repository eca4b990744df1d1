import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OpeningCheckView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { TillDatabase } from '../database/handles.ts';
import { readLateMoney } from '../payments/late-money.ts';
import { fillPayerUrl } from '../payments/payer-address.ts';
import type { BooksService } from '../journal/books-service.ts';
import type { Clock } from '../ports.ts';

export interface OpeningParts {
  readonly database: TillDatabase;
  readonly clock: Clock;
  readonly now: () => string;
  readonly currency: CurrencyCode;
  readonly books: Pick<BooksService, 'status'>;
  readonly connections: Pick<ConnectionService, 'check' | 'clockSkewMs' | 'providerOrNull' | 'view'>;
}

/** What has to be right before the first customer comes: one list, asked for at the start of a shift. */
export interface OpeningCheck {
  check(): Promise<OpeningCheckView>;
}

type Item = OpeningCheckView['items'][number];

/** For everything that asks the provider, in milliseconds: a cashier waits for it. */
const DEADLINE_MS = 15_000;

const SKEW_WARNING_MS = 60_000;
const SKEW_FAILED_MS = 10 * 60_000;
const BACKUP_OLD_MS = 24 * 60 * 60_000;

/** A payment that nobody made: its page answers that there is none, and answering is what is asked of it. */
const NO_PAYMENT = '00000000-0000-0000-0000-000000000000';

export function createOpeningCheck(parts: OpeningParts): OpeningCheck {
  const start = parts.now();
  return {
    check: async () => {
      const stop = new AbortController();
      const cancel = parts.clock.startTimer(DEADLINE_MS, () => stop.abort());
      try {
        const asked = [checkKey(parts, stop.signal), checkPayerPage(parts, stop.signal)];
        const answered = await Promise.all(asked);
        const known = [
          checkClock(parts),
          PRINTER,
          checkBackup(parts),
          checkBooks(parts),
          checkLateMoney(parts, start),
        ];
        return { at: parts.now(), items: [...answered, ...known] };
      } finally {
        cancel();
      }
    },
  };
}

async function checkKey({ connections }: OpeningParts, signal: AbortSignal): Promise<Item> {
  if (!connections.providerOrNull()) {
    return { id: 'key', state: 'failed', detail: { reason: 'no_credential' } };
  }
  const { state, problem } = await connections.check(signal);
  if (state === 'ok') return { id: 'key', state: 'ok', detail: {} };
  return { id: 'key', state: 'failed', detail: { reason: state, code: problem?.code ?? null } };
}

async function checkPayerPage({ connections }: OpeningParts, signal: AbortSignal): Promise<Item> {
  const provider = connections.providerOrNull();
  const connection = connections.view();
  if (!provider || !connection) return { id: 'payer_page', state: 'absent', detail: {} };
  const address = fillPayerUrl(connection.payerUrlTemplate, connection.baseUrl, NO_PAYMENT);
  const { status, durationMs: ms } = await provider.probePayerPage(address, { priority: 'cashier', signal });
  const answers = status !== null && status < 500;
  return { id: 'payer_page', state: answers ? 'ok' : 'failed', detail: { status, ms } };
}

function checkClock({ connections }: OpeningParts): Item {
  const skewMs = connections.clockSkewMs();
  if (skewMs === null) return { id: 'clock', state: 'absent', detail: {} };
  const apart = Math.abs(skewMs);
  const state = apart > SKEW_FAILED_MS ? 'failed' : apart > SKEW_WARNING_MS ? 'warning' : 'ok';
  return { id: 'clock', state, detail: { skewMs } };
}

/** No till prints yet. */
const PRINTER: Item = { id: 'printer', state: 'absent', detail: {} };

function checkBackup({ database, clock }: OpeningParts): Item {
  const newest = newestCopy(join(dirname(database.path), 'backups'));
  if (newest === null) return { id: 'backup', state: 'warning', detail: { reason: 'none' } };
  const ageMs = Math.max(0, Math.round(clock.now() - newest));
  const old = ageMs > BACKUP_OLD_MS;
  return {
    id: 'backup',
    state: old ? 'warning' : 'ok',
    detail: { ageMs, ...(old ? { reason: 'old' } : {}) },
  };
}

/** When the newest copy was written, in milliseconds since the epoch; null where there is none. */
function newestCopy(folder: string): number | null {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.db'));
  } catch {
    return null;
  }
  const times = names.map((name) => statSync(join(folder, name)).mtimeMs);
  return times.length === 0 ? null : Math.max(...times);
}

/** What the last daily check found, and whether the journal ends where its anchor says. */
function checkBooks({ books }: OpeningParts): Item {
  const { last, anchor } = books.status();
  if (last !== null && last.faultCount > 0) {
    return { id: 'books', state: 'failed', detail: { reason: 'faults', count: last.faultCount } };
  }
  if (anchor.state === 'cut' || anchor.state === 'rewritten') {
    return { id: 'books', state: 'failed', detail: { reason: anchor.state } };
  }
  if (anchor.state === 'missing') return { id: 'books', state: 'warning', detail: { reason: 'missing' } };
  return { id: 'books', state: last === null ? 'absent' : 'ok', detail: {} };
}

function checkLateMoney({ database, currency }: OpeningParts, start: string): Item {
  const { count, amountMinor } = readLateMoney(database.read, currency, start);
  if (count === 0) return { id: 'late_money', state: 'ok', detail: { count } };
  return { id: 'late_money', state: 'warning', detail: { count, amountMinor, currency } };
}
