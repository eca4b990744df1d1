import { AppError } from '../../contract/errors.ts';
import type { OperationName, OperationOutput, OperationParsed } from '../../contract/operations.ts';
import { advanceCardOperation, type CardAct } from '../../domain/card-operation.ts';
import { Acting, type ActingParts } from './acting.ts';
import { CardWebhook } from './card-webhook.ts';
import type { CardsParts } from './cards-parts.ts';
import { toOperationView } from './cards-view.ts';
import { DeskAccount } from './desk-account.ts';
import { LookLoop } from './look-loop.ts';
import { planCardState, planHolder, planIssue } from './making.ts';
import { planCardMove, planTransfer } from './moves.ts';
import { OperationBook } from './operation-book.ts';
import { type OperationPlace, operationStore } from './operation-store.ts';
import { Reading } from './reading.ts';
import { Reveal } from './reveal.ts';
import { TransactionExport } from './transaction-export.ts';

/** Where the issuer's deliveries are to be posted, behind this till's receiver. */
export { CARDS_WEBHOOK_PATH } from './card-webhook.ts';

type CardsOp = Extract<OperationName, `cards.${string}`>;
type Answer<N extends CardsOp> = Promise<OperationOutput<N>>;

/**
 * The cards desk: what the owner sees and does at the card issuer.
 *
 * Lists are asked of the issuer each time; what is kept here is only what was asked of it, and what became of that.
 */
export interface CardsService {
  desk(): OperationOutput<'cards.desk'>;
  connect(input: OperationParsed<'cards.connect'>): Answer<'cards.connect'>;
  describe(): Answer<'cards.describe'>;
  disconnect(): Promise<void>;
  accounts(): Answer<'cards.accounts'>;
  account(accountId: string): Answer<'cards.account'>;
  holders(input: OperationParsed<'cards.holders'>): Answer<'cards.holders'>;
  createHolder(input: OperationParsed<'cards.createHolder'>): Answer<'cards.createHolder'>;
  list(input: OperationParsed<'cards.list'>): Answer<'cards.list'>;
  card(input: OperationParsed<'cards.card'>): Answer<'cards.card'>;
  issue(input: OperationParsed<'cards.issue'>): Answer<'cards.issue'>;
  topUp(input: OperationParsed<'cards.topUp'>): Answer<'cards.topUp'>;
  withdraw(input: OperationParsed<'cards.withdraw'>): Answer<'cards.withdraw'>;
  transfer(input: OperationParsed<'cards.transfer'>): Answer<'cards.transfer'>;
  freeze(input: OperationParsed<'cards.freeze'>): Answer<'cards.freeze'>;
  unfreeze(input: OperationParsed<'cards.unfreeze'>): Answer<'cards.unfreeze'>;
  closeCard(input: OperationParsed<'cards.close'>): Answer<'cards.close'>;
  operations(input: OperationParsed<'cards.operations'>): OperationOutput<'cards.operations'>;
  operation(operationId: string): OperationOutput<'cards.operation'>;
  look(operationId: string): Answer<'cards.look'>;
  decide(input: OperationParsed<'cards.decide'>): OperationOutput<'cards.decide'>;
  reveal(input: OperationParsed<'cards.reveal'>): Answer<'cards.reveal'>;
  transactions(input: OperationParsed<'cards.transactions'>): Answer<'cards.transactions'>;
  export(input: OperationParsed<'cards.export'>): OperationOutput<'cards.export'>;
  exportStatus(): OperationOutput<'cards.exportStatus'>;
  exportCancel(): void;
  webhook(): Answer<'cards.webhook'>;
  setWebhook(input: OperationParsed<'cards.setWebhook'>): Answer<'cards.setWebhook'>;
  deleteWebhook(): Answer<'cards.deleteWebhook'>;
  /** Takes a delivery in as it came. @returns whether it was genuine */
  delivered(delivery: CardsDelivery): boolean;
  /** Reads the credential from the keychain and goes on looking for what has no known end. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** A delivery as it came: the bytes that were signed, and the headers by lower-case names. */
export interface CardsDelivery {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

const PAGE = 50;

export function createCards(parts: CardsParts): CardsService {
  return new Cards(parts);
}

class Cards implements CardsService {
  private readonly parts: ActingParts;
  private readonly acting: Acting;
  private readonly reading: Reading;
  private readonly revealing: Reveal;
  private readonly exporting: TransactionExport;
  private readonly hook: CardWebhook;

  constructor(given: CardsParts) {
    const looking = { ...given, account: new DeskAccount(given), book: new OperationBook(given) };
    const loop = new LookLoop(looking);
    this.parts = { ...looking, loop };
    this.acting = new Acting(this.parts);
    this.reading = new Reading(this.parts.account);
    this.revealing = new Reveal(this.parts);
    this.exporting = new TransactionExport(this.parts);
    this.hook = new CardWebhook(this.parts, loop);
  }

  desk(): OperationOutput<'cards.desk'> {
    return { desk: this.parts.account.view() };
  }

  async connect(input: OperationParsed<'cards.connect'>): Answer<'cards.connect'> {
    const { account, loop } = this.parts;
    const before = account.view()?.baseUrl;
    await account.connect(input);
    if (before !== undefined && account.view()?.baseUrl !== before) await this.hook.distrust();
    loop.wake();
    return this.desk();
  }

  async describe(): Answer<'cards.describe'> {
    await this.parts.account.describe();
    return this.desk();
  }

  async disconnect(): Promise<void> {
    try {
      await this.parts.account.disconnect();
    } finally {
      this.parts.loop.wake();
      await this.hook.distrust();
    }
  }

  accounts(): Answer<'cards.accounts'> {
    return this.reading.accounts();
  }

  account(accountId: string): Answer<'cards.account'> {
    return this.reading.accountOf(accountId);
  }

  holders(input: OperationParsed<'cards.holders'>): Answer<'cards.holders'> {
    return this.reading.holders(input);
  }

  createHolder(input: OperationParsed<'cards.createHolder'>): Answer<'cards.createHolder'> {
    const { operationId: id, accountId, holderId } = input;
    const wanted = { id, act: 'create_holder', accountId, holderId } as const;
    return this.acting.act(wanted, () => planHolder(this.parts, input));
  }

  list(input: OperationParsed<'cards.list'>): Answer<'cards.list'> {
    return this.reading.list(input);
  }

  card(input: OperationParsed<'cards.card'>): Answer<'cards.card'> {
    return this.reading.card(input);
  }

  issue(input: OperationParsed<'cards.issue'>): Answer<'cards.issue'> {
    const { operationId: id, accountId, name: label } = input;
    const wanted = { id, act: 'issue', accountId, label } as const;
    return this.acting.act(wanted, () => planIssue(this.parts, input));
  }

  topUp(input: OperationParsed<'cards.topUp'>): Answer<'cards.topUp'> {
    return this.acting.act(wantedOf('top_up', input), () => planCardMove(this.parts, 'top_up', input));
  }

  withdraw(input: OperationParsed<'cards.withdraw'>): Answer<'cards.withdraw'> {
    return this.acting.act(wantedOf('withdraw', input), () => planCardMove(this.parts, 'withdraw', input));
  }

  transfer(input: OperationParsed<'cards.transfer'>): Answer<'cards.transfer'> {
    const { operationId: id, fromAccountId: accountId } = input;
    const wanted = { id, act: 'transfer', accountId } as const;
    return this.acting.act(wanted, () => planTransfer(this.parts, input));
  }

  freeze(input: OperationParsed<'cards.freeze'>): Answer<'cards.freeze'> {
    return this.acting.act(wantedOf('freeze', input), () => planCardState(this.parts, 'freeze', input));
  }

  unfreeze(input: OperationParsed<'cards.unfreeze'>): Answer<'cards.unfreeze'> {
    return this.acting.act(wantedOf('unfreeze', input), () => planCardState(this.parts, 'unfreeze', input));
  }

  closeCard(input: OperationParsed<'cards.close'>): Answer<'cards.close'> {
    return this.acting.act(wantedOf('close', input), () => planCardState(this.parts, 'close', input));
  }

  operations({ cardId, cursor }: OperationParsed<'cards.operations'>): OperationOutput<'cards.operations'> {
    const after = cursor === null ? null : readCursor(cursor);
    const rows = operationStore.page(this.parts.database.read, cardId, after, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    const last = rows.length > PAGE ? shown.at(-1) : undefined;
    return { items: shown.map(toOperationView), nextCursor: last ? `${last.open}.${last.sequence}` : null };
  }

  operation(operationId: string): OperationOutput<'cards.operation'> {
    return toOperationView(this.parts.book.present(operationId));
  }

  async look(operationId: string): Answer<'cards.look'> {
    const { book, loop } = this.parts;
    await loop.lookNow(book.present(operationId));
    return this.operation(operationId);
  }

  decide({ operationId, done, reason }: OperationParsed<'cards.decide'>): OperationOutput<'cards.decide'> {
    const { book, loop } = this.parts;
    const event = done ? 'decided_done' : 'decided_not_done';
    if (advanceCardOperation(book.present(operationId).state, event) === null) {
      throw new AppError('NOT_FOUND', 'There is nothing to decide: its end is known, or it is being sent');
    }
    const row = book.learn(operationId, { event, evidence: 'owner', words: reason });
    loop.follow(row);
    return toOperationView(row);
  }

  reveal(input: OperationParsed<'cards.reveal'>): Answer<'cards.reveal'> {
    return this.revealing.reveal(input);
  }

  transactions(input: OperationParsed<'cards.transactions'>): Answer<'cards.transactions'> {
    return this.reading.transactions(input);
  }

  export(input: OperationParsed<'cards.export'>): OperationOutput<'cards.export'> {
    this.reading.checkFilters(input);
    return this.exporting.start(input);
  }

  exportStatus(): OperationOutput<'cards.exportStatus'> {
    return { export: this.exporting.view() };
  }

  exportCancel(): void {
    this.exporting.cancel();
  }

  webhook(): Answer<'cards.webhook'> {
    return this.hook.view();
  }

  setWebhook(input: OperationParsed<'cards.setWebhook'>): Answer<'cards.setWebhook'> {
    return this.hook.set(input);
  }

  deleteWebhook(): Answer<'cards.deleteWebhook'> {
    return this.hook.remove();
  }

  delivered(delivery: CardsDelivery): boolean {
    return this.hook.delivered(delivery);
  }

  async open(): Promise<void> {
    const { account, book, loop } = this.parts;
    // First of all: what was being sent when the last run ended has no answer coming.
    book.loseSending();
    await account.open();
    await this.hook.open();
    loop.wake();
  }

  async close(): Promise<void> {
    const { account, loop } = this.parts;
    account.close();
    await account.opened();
    await this.exporting.close();
    await this.hook.close();
    await loop.close();
    await this.acting.close();
  }
}

/** @throws AppError INVALID_INPUT */
function readCursor(cursor: string): OperationPlace {
  const match = /^([01])\.(\d{1,15})$/.exec(cursor);
  if (!match) throw new AppError('INVALID_INPUT', 'This is no place in the list');
  return { open: match[1] === '1' ? 1 : 0, sequence: Number(match[2]) };
}

function wantedOf(act: CardAct, { operationId: id, accountId, cardId }: OperationParsed<'cards.freeze'>) {
  return { id, act, accountId, cardId };
}
