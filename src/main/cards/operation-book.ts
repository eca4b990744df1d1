import { AppError } from '../../contract/errors.ts';
import type { CardOperationView } from '../../contract/views.ts';
import {
  advanceCardOperation,
  type CardAct,
  type CardOperationEvent,
  type CardOperationState,
} from '../../domain/card-operation.ts';
import type { DecimalAmount } from '../../domain/decimal-amount.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { currentStaffId } from '../staff/actor.ts';
import type { Before } from './before.ts';
import type { CardsParts } from './cards-parts.ts';
import {
  type CardEvidence,
  type CardOperationChanges,
  type CardOperationRow,
  operationStore,
} from './operation-store.ts';

/** What is to be asked of the issuer. */
export interface OperationDraft {
  readonly id: string;
  readonly desk: string;
  readonly act: CardAct;
  readonly accountId: string;
  readonly toAccountId?: string;
  readonly cardId?: string;
  readonly holderId?: string;
  readonly label: string;
  readonly amount?: DecimalAmount;
  /** The rest of what is asked. No digits of a card are in it. */
  readonly request: object;
  readonly before: Before;
}

/** What tells an operation from others that would be in its way. */
export type Wanted = Pick<OperationDraft, 'id' | 'desk' | 'act' | 'accountId' | 'cardId' | 'holderId'> &
  Partial<Pick<OperationDraft, 'label'>>;

/** What an answer, a look or an owner says of an operation. */
export interface Learned {
  readonly event: CardOperationEvent;
  readonly evidence?: CardEvidence;
  readonly words?: string;
  readonly complaints?: CardOperationView['complaints'];
  readonly cardId?: string | null;
  readonly transactionId?: string | null;
}

const WORDS_MAX = 300;

/** States in which something has come to an end that the journal tells. */
const ENDS: readonly CardOperationState[] = ['done', 'failed', 'refused', 'not_seen'];

/** What was asked, and what became of it: every step one transaction, with its line in the journal. */
export class OperationBook {
  private readonly parts: CardsParts;

  constructor(parts: CardsParts) {
    this.parts = parts;
  }

  find(id: string): CardOperationRow | undefined {
    return operationStore.find(this.parts.database.read, id);
  }

  /** @throws AppError NOT_FOUND */
  present(id: string): CardOperationRow {
    const row = this.find(id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such operation');
    return row;
  }

  /** @throws AppError CARDS_BUSY with `details.operationId` */
  refuseBusy(wanted: Wanted): void {
    refuseBusy(this.parts.database.read, wanted);
  }

  /**
   * Commits what is about to be sent.
   * @returns `fresh` where it has not been asked for before: only then may it be sent
   * @throws AppError CARDS_BUSY with `details.operationId`
   */
  request(draft: OperationDraft): { readonly row: CardOperationRow; readonly fresh: boolean } {
    const outcome = this.parts.database.write((db) => {
      const known = operationStore.find(db, draft.id);
      if (known) return { row: known, fresh: false };
      refuseBusy(db, draft);
      const row = this.rowOf(draft);
      operationStore.insert(db, row);
      this.record(db, 'cards.requested', { ...row, state: 'sending', evidence: null });
      return { row: this.again(db, draft.id), fresh: true };
    });
    if (outcome.fresh) this.tell();
    return outcome;
  }

  /** An event that does not fit changes nothing. @returns the operation as it is then */
  learn(id: string, learned: Learned): CardOperationRow {
    let changed = false;
    const row = this.parts.database.write((db) => {
      const before = this.again(db, id);
      const state = this.stateAfter(db, before, learned);
      const changes = {
        ...this.named(db, before, learned),
        ...(state && this.entered(before, state, learned)),
      };
      changed = Object.keys(changes).length > 0;
      if (!changed) return before;
      operationStore.update(db, id, changes);
      const after = this.again(db, id);
      if (state === 'decided_done' || state === 'decided_not_done') this.record(db, 'cards.decided', after);
      else if (state && ENDS.includes(state)) this.record(db, 'cards.ended', after);
      return after;
    });
    if (changed) this.tell();
    return row;
  }

  /**
   * It was looked for. Nobody is told: what has changed by it is learned apart.
   * @param answered a look that got no answer says nothing of when it was last seen to
   */
  noteLook(id: string, answered: boolean): void {
    this.parts.database.write((db) => {
      const { looks } = this.again(db, id);
      const seen = answered ? { last_look_at: this.parts.now() } : {};
      operationStore.update(db, id, { looks: looks + 1, ...seen });
    });
  }

  /** What was being sent when the last run ended may or may not have been done. */
  loseSending(): void {
    for (const { id } of operationStore.leftSending(this.parts.database.read))
      this.learn(id, { event: 'lost' });
  }

  private rowOf(draft: OperationDraft) {
    return {
      id: draft.id,
      desk: draft.desk,
      act: draft.act,
      account_id: draft.accountId,
      to_account_id: draft.toAccountId ?? null,
      card_id: draft.cardId ?? null,
      holder_id: draft.holderId ?? null,
      label: draft.label,
      amount: draft.amount?.decimal ?? null,
      currency: draft.amount?.currency ?? null,
      mark: `TL${Buffer.from(this.parts.ids.randomBytes(8)).toString('hex')}`,
      request: JSON.stringify(draft.request),
      before: JSON.stringify(draft.before),
      staff_id: currentStaffId(),
      requested_at: this.parts.now(),
    };
  }

  private stateAfter(
    db: WriteHandle,
    row: CardOperationRow,
    { event, transactionId }: Learned,
  ): CardOperationState | null {
    const state = advanceCardOperation(row.state, event);
    const isTheirs = transactionId != null && this.isOfAnother(db, row, transactionId);
    // A transaction is one operation's: what another one owns says nothing of this one.
    if (isTheirs && row.state !== 'sending') return null;
    // What was not seen is under way after all, while the same is under way once more: it waits for its end.
    if (state === 'accepted' && row.state === 'not_seen' && operationStore.inTheWay(db, row)) return null;
    return state;
  }

  /** What the issuer calls what it has made. */
  private named(
    db: WriteHandle,
    row: CardOperationRow,
    { cardId, transactionId }: Learned,
  ): CardOperationChanges {
    const isNew =
      transactionId != null && row.transaction_id === null && !this.isOfAnother(db, row, transactionId);
    return {
      ...(cardId != null && row.card_id === null ? { card_id: cardId } : {}),
      ...(isNew ? { transaction_id: transactionId } : {}),
    };
  }

  private isOfAnother(db: WriteHandle, { id, desk }: CardOperationRow, transactionId: string): boolean {
    const owner = operationStore.ownerOf(db, desk, transactionId);
    return owner !== undefined && owner.id !== id;
  }

  private entered(row: CardOperationRow, state: CardOperationState, learned: Learned): CardOperationChanges {
    const at = this.parts.now();
    const { evidence, words, complaints } = learned;
    return {
      state,
      changed_at: at,
      looks: 0,
      ...(evidence === undefined ? {} : { evidence }),
      ...(words === undefined ? {} : { words: words.slice(0, WORDS_MAX) }),
      ...(complaints === undefined ? {} : { complaints: JSON.stringify(complaints) }),
      ...(state === 'accepted' && row.accepted_at === null ? { accepted_at: at } : {}),
    };
  }

  /** Ids and amounts, no names (FIS-3). */
  private record(
    db: WriteHandle,
    kind: 'cards.requested' | 'cards.ended' | 'cards.decided',
    row: Pick<
      CardOperationRow,
      'id' | 'act' | 'state' | 'account_id' | 'to_account_id' | 'card_id' | 'amount' | 'currency' | 'evidence'
    >,
  ): void {
    const { id, act, state, account_id: account, to_account_id: to, card_id: card, amount, currency } = row;
    const payload = { act, state, account, to, card, amount, currency, evidence: row.evidence };
    this.parts.journal.append(db, { kind, subjectId: id, payload });
  }

  private again(db: WriteHandle, id: string): CardOperationRow {
    const row = operationStore.find(db, id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such operation');
    return row;
  }

  private tell(): void {
    this.parts.events.emit({ name: 'cards.changed', payload: {} });
  }
}

function refuseBusy(
  db: ReadHandle,
  { id, desk, act, accountId, cardId, holderId, label = '' }: Wanted,
): void {
  const place = { account_id: accountId, card_id: cardId ?? null, holder_id: holderId ?? null };
  const inTheWay = operationStore.inTheWay(db, { id, desk, act, ...place, label });
  if (!inTheWay) return;
  const details = { operationId: inTheWay.id };
  throw new AppError('CARDS_BUSY', 'The end of another operation is not known yet', { details });
}
