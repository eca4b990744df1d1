import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import { toAppError } from '../connections/provider-error.ts';
import type { LinksBeside } from '../payments/payment-parts.ts';
import { ignoredProducts, type PartnerLinkDraft, type PartnerShop } from '../ports-shop.ts';
import type { QrMatrix } from '../ports.ts';
import { isKnownLink, keepAdopted } from './adopt-link.ts';
import { FollowedPayments } from './followed-payments.ts';
import { isOfAccount } from './link-account.ts';
import { deleteClosing } from './link-deleter.ts';
import { journalLink } from './link-journal.ts';
import { seeLinkPayment } from './link-payments.ts';
import { bringPicture } from './link-picture.ts';
import type { LinkParts } from './link-parts.ts';
import { draftOf, madeOrThrow, readCursor } from './link-answers.ts';
import { attemptGivenBack, isUnexplainedRefund } from './link-refunds.ts';
import { linkStore, type OwnLinkChanges, type OwnLinkRow } from './link-store.ts';
import { toLinkView, toOtherView } from './link-view.ts';
import { isAsAsked, makeLink } from './make-link.ts';
import { createSpareLinks } from './spare-links.ts';

/** Reusable links of this register, and the spare ones for selling without a network. */
export interface LinkService extends LinksBeside {
  start(): void;
  /** What the spare links depend on has changed. */
  wake(): void;
  list(input: OperationParsed<'links.list'>): OperationOutput<'links.list'>;
  others(input: OperationParsed<'links.others'>): Promise<OperationOutput<'links.others'>>;
  create(input: OperationParsed<'links.create'>): Promise<OperationOutput<'links.create'>>;
  change(input: OperationParsed<'links.change'>): Promise<OperationOutput<'links.change'>>;
  takePicture(input: OperationParsed<'links.takePicture'>): Promise<OperationOutput<'links.takePicture'>>;
  remove(linkId: string): Promise<void>;
  adopt(input: OperationParsed<'links.adopt'>): Promise<OperationOutput<'links.adopt'>>;
  qr(linkId: string): Promise<QrMatrix>;
  /** A bearer secret. @throws AppError where the link is not open */
  payerUrl(linkId: string): string;
  /** Name and amount of a link that is open, for a poster. */
  open(linkId: string): OwnLinkRow;
  spares(): OperationOutput<'links.spares'>;
  close(): Promise<void>;
}

const PAGE = 50;

export function createLinks(parts: LinkParts): LinkService {
  return new Links(parts);
}

class Links implements LinkService {
  private readonly parts: LinkParts;
  private readonly spareLinks;
  private readonly followed: FollowedPayments;
  private readonly ending = new AbortController();

  constructor(parts: LinkParts) {
    this.parts = parts;
    this.spareLinks = createSpareLinks(parts);
    this.followed = new FollowedPayments(parts.clock);
  }

  start(): void {
    this.spareLinks.start();
  }

  wake(): void {
    this.spareLinks.wake();
  }

  list({ cursor }: OperationParsed<'links.list'>): OperationOutput<'links.list'> {
    const { read } = this.parts.database;
    const before = cursor === null ? null : readCursor(cursor);
    const rows = linkStore.page(read, before, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    return {
      items: shown.map((row) => toLinkView(row, linkStore.waitingCount(read, row.id))),
      nextCursor: rows.length > PAGE ? String(shown.at(-1)?.sequence ?? 0) : null,
      waiting: linkStore.waitingCount(read, null),
    };
  }

  async others({ cursor }: OperationParsed<'links.others'>): Promise<OperationOutput<'links.others'>> {
    const answer = await this.shop().links.list(cursor, this.options());
    this.parts.connections.note(answer);
    if (answer.kind !== 'ok') throw toAppError(answer.problem);
    const { links, unreadable, nextCursor } = answer.value;
    const { read } = this.parts.database;
    const others = links.filter(({ id }) => !isKnownLink(this.parts, read, id));
    return { items: others.map((link) => toOtherView(link, this.parts.currency)), nextCursor, unreadable };
  }

  async create(input: OperationParsed<'links.create'>): Promise<OperationOutput<'links.create'>> {
    const { name, amount, methods, productIds, imageUrl } = input;
    const draft = { ask: this.askOf(amount), methods, productIds, imageUrl };
    this.shop();
    const provider = this.parts.connections.provider();
    const made = await makeLink(this.parts, provider, { purpose: 'reusable', name, draft }, this.options());
    if (made.kind === 'differs') await deleteClosing(this.parts, provider, 'reusable', this.options());
    const { row, ignoredProducts } = madeOrThrow(made);
    this.parts.events.emit({ name: 'links.changed', payload: {} });
    return { link: this.told(row.id), ignoredProducts: [...ignoredProducts] };
  }

  async change(input: OperationParsed<'links.change'>): Promise<OperationOutput<'links.change'>> {
    const row = this.open(input.linkId);
    const patch = this.patchOf(row, input);
    const sent = Object.keys(patch).length === 0 ? NOTHING_SENT : await this.send(row, patch);
    const renamed = input.name === undefined ? {} : { name: input.name };
    this.open(row.id);
    this.act(row.id, 'link.changed', { ...sent.changes, ...renamed });
    return { link: this.told(row.id), ignoredProducts: [...sent.ignored] };
  }

  async takePicture({
    image,
  }: OperationParsed<'links.takePicture'>): Promise<OperationOutput<'links.takePicture'>> {
    return { imageUrl: await bringPicture(this.parts, this.shop(), image, this.options()) };
  }

  async remove(linkId: string): Promise<void> {
    const row = this.standing(linkId);
    this.act(row.id, 'link.removed', { state: 'closing', ended_at: this.parts.now() });
    const provider = this.parts.connections.providerOrNull();
    if (provider) await deleteClosing(this.parts, provider, 'reusable', this.options());
  }

  async adopt({
    partnerLinkId,
    name,
  }: OperationParsed<'links.adopt'>): Promise<OperationOutput<'links.adopt'>> {
    if (isKnownLink(this.parts, this.parts.database.read, partnerLinkId)) {
      throw new AppError('LINK_NOT_OPEN', 'This link is ours already');
    }
    const answer = await this.shop().links.read(partnerLinkId, this.options());
    this.parts.connections.note(answer);
    if (answer.kind !== 'ok') throw toAppError(answer.problem);
    const row = keepAdopted(this.parts, answer.value, name);
    this.parts.events.emit({ name: 'links.changed', payload: {} });
    return this.told(row.id);
  }

  qr(linkId: string): Promise<QrMatrix> {
    return this.parts.qr.make(this.payerUrl(linkId));
  }

  payerUrl(linkId: string): string {
    const { payer_url: url } = this.open(linkId);
    if (url === null) throw new AppError('LINK_NOT_OPEN', 'This link has no address');
    return url;
  }

  open(linkId: string): OwnLinkRow {
    const row = this.standing(linkId);
    if (!isOfAccount(this.parts, row)) {
      throw new AppError('LINK_NOT_OPEN', 'This link pays another account than the one that is connected');
    }
    return row;
  }

  spares(): OperationOutput<'links.spares'> {
    return this.spareLinks.status();
  }

  takeIn(transaction: ProviderTransaction): boolean {
    const isOurs = seeLinkPayment(this.parts, transaction);
    if (isOurs) this.followed.note(transaction);
    return isOurs;
  }

  toFollow(limit: number): readonly string[] {
    return this.followed.next(limit);
  }

  forgetFollowed(transactionId: string): void {
    this.followed.forget(transactionId);
  }

  attemptGivenBack(transaction: ProviderTransaction): string | null {
    return attemptGivenBack(this.parts, transaction);
  }

  isUnexplainedRefund(transaction: ProviderTransaction): boolean {
    return isUnexplainedRefund(this.parts, transaction);
  }

  firstMadeAt(): string | null {
    return linkStore.firstRequestedAt(this.parts.database.read);
  }

  areOpen(): boolean {
    return linkStore.anyOpen(this.parts.database.read);
  }

  takeSpare(db: WriteHandle, attemptId: string) {
    const taken = this.spareLinks.takeIn(db, attemptId);
    this.spareLinks.wake();
    return taken;
  }

  spareCount(): number {
    return this.spareLinks.count();
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.spareLinks.close();
  }

  private standing(linkId: string): OwnLinkRow {
    const row = linkStore.find(this.parts.database.read, linkId);
    if (row?.purpose !== 'reusable') throw new AppError('NOT_FOUND', 'There is no such link');
    if (row.state !== 'open') throw new AppError('LINK_NOT_OPEN', 'This link has been deleted');
    return row;
  }

  private shop(): PartnerShop {
    const { shop } = this.parts.connections.provider();
    if (!shop) throw new AppError('PROVIDER_NOT_OFFERED', 'This provider keeps no links');
    if (this.parts.connections.way() !== 'link') {
      throw new AppError('PROVIDER_LINKLESS', 'Money of a link could not be told from that of another');
    }
    return shop;
  }

  private options() {
    return { priority: 'cashier', signal: this.ending.signal } as const;
  }

  private askOf(amount: OperationParsed<'links.create'>['amount']): PartnerLinkDraft['ask'] {
    const { currency } = this.parts;
    if (amount === null) return { amountType: 'dynamic', currency };
    if (amount.currency !== currency || amount.amountMinor <= 0) {
      throw new AppError('AMOUNT_INVALID', "More than nothing, in the till's own currency, can be asked for");
    }
    return { amountType: 'fixed', amount: { amountMinor: amount.amountMinor, currency } };
  }

  private patchOf(row: OwnLinkRow, input: OperationParsed<'links.change'>): Partial<PartnerLinkDraft> {
    const { amount, methods, productIds, imageUrl } = input;
    if (amount !== undefined && row.amount_minor === null) {
      throw new AppError('AMOUNT_INVALID', 'The payer enters the amount of this link');
    }
    return {
      ...(amount === undefined ? {} : { ask: this.askOf(amount) }),
      ...(methods === undefined ? {} : { methods }),
      ...(productIds === undefined ? {} : { productIds }),
      ...(imageUrl === undefined ? {} : { imageUrl }),
    };
  }

  private async send(row: OwnLinkRow, patch: Partial<PartnerLinkDraft>): Promise<SentChange> {
    const { links } = this.shop();
    const id = row.provider_link_id ?? '';
    const answer = await links.update(id, patch, this.options());
    this.parts.connections.note(answer);
    if (answer.kind === 'rejected') throw toAppError(answer.problem);
    // Whether it was changed is not known: what the provider says now is what a payer meets.
    const now = answer.kind === 'ok' ? answer : await links.read(id, this.options());
    if (now.kind !== 'ok') throw toAppError(now.problem);
    const after = now.value;
    if (patch.ask && !isAsAsked({ ...draftOf(row), ask: patch.ask }, after)) {
      throw new AppError('PROVIDER_ECHO_DIFFERS', 'The provider did not take the change');
    }
    const changes = {
      ...(patch.ask?.amountType === 'fixed' ? { amount_minor: patch.ask.amount.amountMinor } : {}),
      ...(patch.methods ? { methods: JSON.stringify(patch.methods) } : {}),
      ...(patch.imageUrl === undefined ? {} : { image_url: patch.imageUrl }),
      ...(patch.productIds ? { products: JSON.stringify(after.productIds ?? patch.productIds) } : {}),
    };
    return { changes, ignored: ignoredProducts(patch.productIds ?? [], after) };
  }

  /** Changes a row and writes it into the journal, in one transaction. */
  private act(id: string, kind: 'link.changed' | 'link.removed', changes: OwnLinkChanges): void {
    this.parts.database.write((db) => {
      if (Object.keys(changes).length > 0) linkStore.update(db, id, changes);
      journalLink(this.parts, db, kind, this.found(linkStore.find(db, id)));
    });
    this.parts.events.emit({ name: 'links.changed', payload: {} });
  }

  private told(id: string) {
    const { read } = this.parts.database;
    return toLinkView(this.found(linkStore.find(read, id)), linkStore.waitingCount(read, id));
  }

  private found(row: OwnLinkRow | undefined): OwnLinkRow {
    if (!row) throw new AppError('NOT_FOUND', 'There is no such link');
    return row;
  }
}

/** A change that the provider has taken. */
interface SentChange {
  readonly changes: OwnLinkChanges;
  /** The products that it left off without a word. */
  readonly ignored: readonly string[];
}

const NOTHING_SENT: SentChange = { changes: {}, ignored: [] };
