import { AppError } from '../../contract/errors.ts';
import type { BooksStatusView } from '../../contract/views.ts';
import type { ReadHandle, TillDatabase } from '../database/handles.ts';
import { createTurns } from '../in-turn.ts';
import type { Logger } from '../ports.ts';
import type { AnchorStore } from './anchor-store.ts';
import type { JournalService } from './journal-service.ts';
import { journalStore } from './journal-store.ts';

/**
 * Where a journal ended at some moment, kept outside the data folder: whoever changes or cuts the folder, however
 * consistently, cannot change this too.
 */
export interface Anchor {
  readonly installationId: string;
  readonly sequence: number;
  readonly hash: string;
  readonly at: string;
  /** The last Z by then; null before the first. */
  readonly z: number | null;
}

/** How an anchor stands to a journal; one that has grown since is as it should be. */
export type AnchorStanding = 'agrees' | 'ahead' | 'cut' | 'rewritten';

/** `unreadable`: the place where it is kept does not answer, so nothing is known and nothing is asked. */
export type AnchorState = AnchorStanding | 'missing' | 'unreadable';

export function standingOf(
  read: ReadHandle,
  { sequence, hash }: Pick<Anchor, 'sequence' | 'hash'>,
): AnchorStanding {
  const found = journalStore.hashAt(read, sequence);
  if (found === null) return 'cut';
  if (found !== hash) return 'rewritten';
  return journalStore.head(read)?.sequence === sequence ? 'agrees' : 'ahead';
}

/** The anchor of one register's journal. */
export interface AnchorKeeper {
  /** Looks at what is there; starts the anchor of a register that has just been made. */
  open(): Promise<void>;
  /** What was found at the last look. */
  view(): BooksStatusView['anchor'];
  /** Every anchor that there is, for a verifier. */
  read(): Promise<readonly Anchor[]>;
  /**
   * Moves the anchor to the end of the journal: hourly, at a Z, at the close. Only along the same journal; what is
   * missing or disagrees stays so until a person decides.
   * @param z the number of the Z that has just been made
   */
  keep(z?: number): Promise<void>;
  /**
   * A person takes the journal as it is and starts a new anchor. It is an act of its own in the journal.
   * @param seen what the person was shown @throws AppError ANCHOR_CHANGED when it is not so any more
   */
  accept(seen: AnchorState): Promise<void>;
}

export interface AnchorParts {
  readonly store: AnchorStore;
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly logger: Logger;
  readonly now: () => string;
  readonly installationId: string;
  /** The register was made in this run: there was nothing before, so nobody has to be asked. */
  readonly fresh: boolean;
  readonly onChange: () => void;
}

export function createAnchorKeeper(parts: AnchorParts): AnchorKeeper {
  const { store, database, installationId } = parts;
  const inTurn = createTurns();
  let state: AnchorState = 'unreadable';
  let newest: Anchor | null = null;
  const tell = (next: AnchorState, anchor: Anchor | null): void => {
    const changed = next !== state;
    state = next;
    newest = anchor;
    if (changed) parts.onChange();
  };
  const look = async (): Promise<void> => {
    try {
      const anchors = await store.read();
      tell(stateOf(database.read, anchors), lastOf(anchors));
    } catch (error) {
      parts.logger.warn('The anchor of the journal could not be read', { error: String(error) });
      tell('unreadable', null);
    }
  };
  const write = async (z: number | null, instead: boolean): Promise<void> => {
    const head = journalStore.head(database.read);
    if (!head) return;
    const anchor = { installationId, ...head, at: parts.now(), z };
    await (instead ? store.replace(anchor) : store.write(anchor));
    tell('agrees', anchor);
  };
  return {
    open: () =>
      inTurn(async () => {
        await look();
        if (parts.fresh && state === 'missing') await write(null, true);
      }),
    view: () => ({ state, place: store.place, at: newest?.at ?? null, sequence: newest?.sequence ?? null }),
    read: () => inTurn(() => store.read()),
    keep: (z) =>
      inTurn(async () => {
        await look();
        const grown = state === 'ahead' || (state === 'agrees' && z !== undefined);
        if (grown) await write(z ?? newest?.z ?? null, false);
      }),
    accept: (seen) =>
      inTurn(async () => {
        await look();
        if (state !== seen || !isForPerson(state)) {
          throw new AppError('ANCHOR_CHANGED', 'The anchor is not what was shown');
        }
        const was = { was: state, sequence: newest?.sequence ?? null, hash: newest?.hash ?? null };
        const z = newest?.z ?? null;
        database.write((db) =>
          parts.journal.append(db, { kind: 'anchor.accepted', subjectId: installationId, payload: was }),
        );
        try {
          await write(z, true);
        } catch (cause) {
          throw new AppError('STORAGE_FAILED', 'The new anchor could not be kept', { cause });
        }
      }),
  };
}

/** Whether somebody has to say what to do about it. */
function isForPerson(state: AnchorState): boolean {
  return state === 'missing' || state === 'cut' || state === 'rewritten';
}

/** From the best to the worst that several anchors may say together. */
const STANDINGS: readonly AnchorStanding[] = ['agrees', 'ahead', 'cut', 'rewritten'];

/** The newest of several says whether the journal has grown; a single one that disagrees is enough for a fault. */
function stateOf(read: ReadHandle, anchors: readonly Anchor[]): AnchorState {
  const newest = lastOf(anchors);
  if (!newest) return 'missing';
  const faults = anchors.map((anchor) => standingOf(read, anchor)).filter(isForPerson);
  const [worst] = faults.toSorted((a, b) => STANDINGS.indexOf(b) - STANDINGS.indexOf(a));
  return worst ?? standingOf(read, newest);
}

function lastOf(anchors: readonly Anchor[]): Anchor | null {
  return anchors.toSorted((a, b) => b.sequence - a.sequence)[0] ?? null;
}
