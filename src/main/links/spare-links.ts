import type { OperationOutput } from '../../contract/operations.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { envOf } from '../payments/payment-parts.ts';
import type { SpareLink } from '../payments/payment-parts.ts';
import type { CallOptions, PaymentProvider } from '../ports.ts';
import { parseTextList } from '../text-list.ts';
import { sleep } from '../waiting.ts';
import { isOfAccount } from './link-account.ts';
import { deleteClosing } from './link-deleter.ts';
import type { LinkParts } from './link-parts.ts';
import { linkStore, type OwnLinkRow } from './link-store.ts';
import { makeLink } from './make-link.ts';

/** Between two rounds: what was taken is made up for. */
const EVERY_MS = 60_000;
/** A provider that refuses such links is asked again after this. */
const REFUSED_MS = 60 * 60_000;
/** A spare link is looked up so often: one that is gone at the provider must not be shown to a customer. */
const VERIFY_MS = 24 * 60 * 60_000;

/**
 * The stock of links whose amount the payer enters, kept ready while there is a network, so that a shop sells by code
 * without one. Behind everybody else who calls the provider.
 */
export interface SpareLinks {
  start(): void;
  /** One was taken, or the account has changed. */
  wake(): void;
  /** Takes one for an attempt, inside the caller's transaction; null when none is left. */
  takeIn(db: WriteHandle, attemptId: string): SpareLink | null;
  status(): OperationOutput<'links.spares'>;
  count(): number;
  close(): Promise<void>;
}

type Problem = OperationOutput<'links.spares'>['problem'];

export function createSpareLinks(parts: LinkParts): SpareLinks {
  const { database, clock, connections, logger } = parts;
  const closing = new AbortController();
  /** When each was last seen at the provider, by the clock that only grows. */
  const verified = new Map<string, number>();
  let waking = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let problem: Problem = null;

  /** Those that are kept, whether they may be shown now or not. */
  const kept = (db: ReadHandle): readonly OwnLinkRow[] =>
    linkStore.unusedSpares(db, envOf(parts.mode)).filter((row) => isOfAccount(parts, row));
  /** Those that may be shown: nowhere else would a link tell its money. */
  const ready = (db: ReadHandle = database.read): readonly OwnLinkRow[] => {
    const isTold = connections.accountOrNull() !== null && connections.way() === 'link' && parts.isProven();
    return isTold ? kept(db) : [];
  };
  const wanted = (): number => parts.settings.get().spareLinks;
  const round = async (options: CallOptions): Promise<Problem> => {
    const provider = connections.providerOrNull();
    if (!provider) return 'no_account';
    putOff(parts, kept(database.read), wanted());
    for (const purpose of ['reusable', 'spare'] as const) {
      if (!(await deleteClosing(parts, provider, purpose, options))) return 'unreachable';
    }
    if (connections.way() !== 'link') return 'hosted_only';
    if (!parts.isProven()) return 'not_proven';
    if (!(await verify(parts, provider, ready(), { verified, options }))) return 'unreachable';
    // Each try leaves a row: none is made where the last call was not answered. The watching calls on.
    if (ready().length < wanted() && !connections.isReachable()) return 'unreachable';
    while (ready().length < wanted() && !options.signal?.aborted) {
      const made = await makeLink(parts, provider, spareWish(parts), options);
      if (made.kind === 'unreachable') return 'unreachable';
      if (made.kind !== 'made') return 'refused';
      verified.set(made.row.id, clock.monotonic());
      parts.events.emit({ name: 'links.changed', payload: {} });
    }
    return null;
  };
  const loop = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const before = problem;
      try {
        problem = await round({ priority: 'sync', signal: closing.signal });
      } catch (error) {
        problem = 'unreachable';
        logger.error('Keeping spare links failed', { error: String(error) });
      }
      if (problem !== before) parts.events.emit({ name: 'links.changed', payload: {} });
      waking = new AbortController();
      await sleep(
        clock,
        problem === 'refused' ? REFUSED_MS : EVERY_MS,
        AbortSignal.any([closing.signal, waking.signal]),
      );
    }
  };

  return {
    start: () => {
      endInterrupted(parts);
      running = loop();
    },
    wake: () => waking.abort(),
    takeIn: (db, attemptId) => {
      const [row] = ready(db);
      if (!row?.provider_link_id || row.payer_url === null) return null;
      linkStore.update(db, row.id, { state: 'taken', attempt_id: attemptId, ended_at: parts.now() });
      return {
        providerLinkId: row.provider_link_id,
        payerUrl: row.payer_url,
        methods: parseTextList(row.methods),
      };
    },
    status: () => ({ ready: ready().length, wanted: wanted(), problem }),
    count: () => ready().length,
    close: async () => {
      closing.abort();
      await running;
    },
  };
}

function spareWish({ connections, currency }: LinkParts) {
  const ask = { amountType: 'dynamic', currency } as const;
  const draft = { ask, methods: connections.methods(), productIds: [], imageUrl: null };
  return { purpose: 'spare', name: '', draft } as const;
}

/** Those of another account, of other methods than today's, those that somebody has used, and those beyond what is wanted. */
function putOff(parts: LinkParts, ready: readonly OwnLinkRow[], wanted: number): void {
  const good = new Set(
    ready
      .filter((row) => sameMethods(parseTextList(row.methods), parts.connections.methods()))
      .slice(0, wanted)
      .map(({ id }) => id),
  );
  const left = linkStore
    .standing(parts.database.read, 'spare')
    .filter(({ id, state }) => state === 'open' && !good.has(id));
  if (left.length === 0) return;
  parts.database.write((db) => {
    for (const row of left) {
      // Another account's cannot be deleted from here: nobody has seen its address, and nobody will.
      const state = isOfAccount(parts, row) ? 'closing' : 'closed';
      linkStore.update(db, row.id, { state, ended_at: parts.now() });
    }
  });
}

function sameMethods(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((method) => other.includes(method));
}

interface Verifying {
  readonly verified: Map<string, number>;
  readonly options: CallOptions;
}

/** @returns false when the provider did not answer */
async function verify(
  parts: LinkParts,
  provider: PaymentProvider,
  ready: readonly OwnLinkRow[],
  { verified, options }: Verifying,
): Promise<boolean> {
  for (const { id, provider_link_id: link, opened_at: openedAt } of ready) {
    const seen = verified.get(id);
    const fresh =
      seen === undefined && openedAt !== null && parts.clock.now() - Date.parse(openedAt) < VERIFY_MS;
    if (fresh || (seen !== undefined && parts.clock.monotonic() - seen < VERIFY_MS)) continue;
    const answer = await provider.readPayment({ way: 'link', id: link ?? '' }, options);
    if (options.signal?.aborted) return false;
    parts.connections.note(answer);
    if (answer.kind === 'unknown') return false;
    verified.set(id, parts.clock.monotonic());
    if (answer.kind !== 'ok' || answer.value.exists) continue;
    // It may have been given to a sale meanwhile.
    if (linkStore.find(parts.database.read, id)?.state !== 'open') continue;
    parts.database.write((db) => linkStore.update(db, id, { state: 'closed', ended_at: parts.now() }));
  }
  return true;
}

/** What a kill left half-asked: nobody has seen its address. */
function endInterrupted(parts: LinkParts): void {
  const asked = (['spare', 'reusable'] as const)
    .flatMap((purpose) => linkStore.standing(parts.database.read, purpose))
    .filter(({ state }) => state === 'requesting');
  if (asked.length === 0) return;
  parts.database.write((db) => {
    for (const { id } of asked) linkStore.update(db, id, { state: 'lost', ended_at: parts.now() });
  });
}
