import { compareDecimals } from '../../domain/decimal-amount.ts';
import type { CallOptions, ProviderAnswer } from '../ports.ts';
import type { CardHolder, IssuedCard } from '../ports-card-issuer.ts';
import { readBefore } from './before.ts';
import type { CardsParts } from './cards-parts.ts';
import type { DeskAccount, DeskInUse } from './desk-account.ts';
import { type Finding, notShown } from './finding.ts';
import { lookForMovement } from './movement-look.ts';
import type { Learned, OperationBook } from './operation-book.ts';
import { type CardOperationRow, operationStore } from './operation-store.ts';
import { readWhole } from './whole-list.ts';

/** What is not seen for so long, in a look that began after it, will not show any more. */
const GIVEN_UP_MS = 60 * 60_000;
/** What was taken, and cannot be seen for so long, is a matter for a person. */
const ACCEPTED_MAX_MS = 24 * 3_600_000;

export interface LookingParts extends CardsParts {
  readonly account: DeskAccount;
  readonly book: OperationBook;
}

/** Looks for operations whose end is not known, by reading alone: nothing is ever sent again. */
export class Looking {
  private readonly parts: LookingParts;

  constructor(parts: LookingParts) {
    this.parts = parts;
  }

  /** One look. @returns false where the issuer did not answer */
  async look(row: CardOperationRow): Promise<boolean> {
    const { account, book, clock } = this.parts;
    const startedAt = clock.now();
    const options = account.options('sync');
    const inUse = await account.ready().catch(() => null);
    const isAskable = inUse?.desk === row.desk;
    const finding: Finding = isAskable ? await this.find(row, inUse, options) : { kind: 'unanswered' };
    const answered = finding.kind !== 'unanswered';
    book.noteLook(row.id, answered);
    if (!isAskable) return false;
    if (finding.kind === 'seen') book.learn(row.id, finding.learned);
    if (finding.kind === 'nothing')
      await this.giveUp(row, inUse, { startedAt, whole: finding.whole, options });
    return answered;
  }

  private async find(row: CardOperationRow, inUse: DeskInUse, options: CallOptions): Promise<Finding> {
    const isGivenUp = row.state === 'not_seen' || row.state === 'decided_not_done';
    if (isGivenUp && operationStore.isAskedAgain(this.parts.database.read, row) && row.amount === null) {
      return { kind: 'nothing', whole: false };
    }
    switch (row.act) {
      case 'top_up':
      case 'withdraw':
      case 'transfer':
        return await lookForMovement(this.parts, inUse, row, options);
      case 'issue':
        return await this.lookForCard(row, inUse, options);
      case 'create_holder':
        return await this.lookForHolder(row, inUse, options);
      default:
        return await this.lookAtCard(row, inUse, options);
    }
  }

  /** Once the issuer has named it, the card itself; before, the one card of its name. */
  private async lookForCard(row: CardOperationRow, inUse: DeskInUse, options: CallOptions): Promise<Finding> {
    const { issuer } = inUse;
    const { account_id: accountId, card_id: cardId, label } = row;
    if (cardId !== null) {
      return findingOf(this.noted(await issuer.card({ accountId, cardId }, options)), learnedOfIssue);
    }
    const answer = await readWhole<IssuedCard>(async (page) =>
      this.noted(await issuer.cards({ accountId, ...page }, options)),
    );
    if (answer.kind !== 'ok') return notShown(answer.kind);
    const card = answer.list.items.find(({ name }) => name === label);
    if (card) return { kind: 'seen', learned: learnedOfIssue(card) };
    return { kind: 'nothing', whole: answer.list.whole && this.isReadable(row, answer.list.unreadable) };
  }

  private async lookForHolder(
    row: CardOperationRow,
    { issuer }: DeskInUse,
    options: CallOptions,
  ): Promise<Finding> {
    const answer = await readWhole<CardHolder>(async (page) =>
      this.noted(await issuer.holders({ accountId: row.account_id, ...page }, options)),
    );
    if (answer.kind !== 'ok') return notShown(answer.kind);
    const isThere = answer.list.items.some(({ id }) => id === row.holder_id);
    if (isThere) return { kind: 'seen', learned: { event: 'seen_done', evidence: 'card' } };
    return { kind: 'nothing', whole: answer.list.whole && this.isReadable(row, answer.list.unreadable) };
  }

  private async lookAtCard(
    row: CardOperationRow,
    { issuer }: DeskInUse,
    options: CallOptions,
  ): Promise<Finding> {
    const place = { accountId: row.account_id, cardId: row.card_id ?? '' };
    return findingOf(this.noted(await issuer.card(place, options)), (card) => learnedOfState(row.act, card));
  }

  private async giveUp(
    row: CardOperationRow,
    inUse: DeskInUse,
    look: { readonly startedAt: number; readonly whole: boolean; readonly options: CallOptions },
  ): Promise<void> {
    const { book } = this.parts;
    if (row.state === 'accepted') {
      const acceptedAt = Date.parse(row.accepted_at ?? row.changed_at);
      if (look.startedAt - acceptedAt >= ACCEPTED_MAX_MS) book.learn(row.id, { event: 'given_up' });
      return;
    }
    const isDue = row.state === 'unknown' && row.accepted_at === null && look.whole;
    if (!isDue || this.age(row, look.startedAt) < GIVEN_UP_MS) return;
    if (!(await this.isUnmoved(row, inUse, look.options))) return;
    // Asked again: that answer may have told how far our clock has been set meanwhile.
    if (this.age(row, look.startedAt) >= GIVEN_UP_MS) book.learn(row.id, { event: 'given_up' });
  }

  /**
   * Whether what it would have changed can be seen, and does not look as if it had been. The credential may be another
   * merchant's by now: what it does not show is not gone. A card with more, or less, on it than before may have been
   * topped up, or withdrawn from, whatever its transactions say: then a person decides.
   */
  private async isUnmoved(
    row: CardOperationRow,
    { issuer }: DeskInUse,
    options: CallOptions,
  ): Promise<boolean> {
    const { account_id: accountId, card_id: cardId, act } = row;
    if (cardId === null) return this.noted(await issuer.account(accountId, options)).kind === 'ok';
    const answer = this.noted(await issuer.card({ accountId, cardId }, options));
    if (answer.kind !== 'ok') return false;
    const { balance } = answer.value;
    const before = readBefore(row.before).balance;
    if (row.amount === null || balance === null || before === null) return true;
    const moved = compareDecimals(balance, { decimal: before, currency: balance.currency });
    return act === 'withdraw' ? moved >= 0 : moved <= 0;
  }

  /** How long ago it was asked for by the issuer's clock: ours may have been set meanwhile. */
  private age({ requested_at, before }: CardOperationRow, nowMs: number): number {
    const skewNow = this.parts.account.skewMs();
    const skewThen = readBefore(before).skewMs;
    const shift = skewNow === null || skewThen === null ? 0 : skewNow - skewThen;
    return nowMs - shift - Date.parse(requested_at);
  }

  /** What could not be read even before says nothing of what has come since. */
  private isReadable({ before }: CardOperationRow, unreadable: number): boolean {
    return unreadable <= readBefore(before).unreadable;
  }

  private noted<T>(answer: ProviderAnswer<T>): ProviderAnswer<T> {
    this.parts.account.note(answer);
    return answer;
  }
}

/** What is looked for now, oldest first: what was given up or decided is, for a day. */
export function lookedFor({ database, clock }: CardsParts, desk: string): readonly CardOperationRow[] {
  const since = new Date(clock.now() - ACCEPTED_MAX_MS).toISOString();
  return operationStore.lookedFor(database.read, desk, since);
}

/** What the state of a card that is being made says of its making. */
export function learnedOfIssue(card: IssuedCard): Learned {
  const { id: cardId, status, statusText: words } = card;
  const isDone = status !== null && status !== 'creating' && status !== 'creating_failed';
  const event = isDone ? 'seen_done' : status === 'creating_failed' ? 'seen_failed' : 'taken';
  return { event, evidence: 'card', words, cardId };
}

const WANTED = { freeze: 'frozen', unfreeze: 'active', close: 'closed' } as const;

/** Null where the card is not, or not yet, as it was asked to be. */
export function learnedOfState(act: CardOperationRow['act'], card: IssuedCard): Learned | null {
  const wanted = act === 'freeze' || act === 'unfreeze' || act === 'close' ? WANTED[act] : null;
  return card.status === wanted ? { event: 'seen_done', evidence: 'card', words: card.statusText } : null;
}

function findingOf(
  answer: ProviderAnswer<IssuedCard>,
  learned: (card: IssuedCard) => Learned | null,
): Finding {
  if (answer.kind !== 'ok') return notShown(answer.kind);
  const found = learned(answer.value);
  return found ? { kind: 'seen', learned: found } : { kind: 'nothing', whole: answer.value.status !== null };
}
