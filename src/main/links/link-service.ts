import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import { toAppError } from '../connections/provider-error.ts';
import type { LinksBeside } from '../payments/payment-parts.ts';
import { envOf } from '../payments/payment-parts.ts';
import type { PartnerShop } from '../ports-shop.ts';
import type { PartnerLink, PartnerLinkDraft } from '../ports-shop.ts';
import type { QrMatrix } from '../ports.ts';
import { isSecureAddress } from '../secure-address.ts';
import { deleteClosing } from './link-deleter.ts';
import { seeLinkPayment } from './link-payments.ts';
import type { LinkParts } from './link-parts.ts';
import { draftOf, madeOrThrow, readCursor } from './link-answers.ts';
import { linkStore, type OwnLinkRow } from './link-store.ts';
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
  private readonly ending = new AbortController();

  constructor(parts: LinkParts) {
    this.parts = parts;
    this.spareLinks = createSpareLinks(parts);
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
    const others = links.filter(({ id }) => !this.isKnown(id));
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
    this.journalLink('link.made', row);
    return { link: this.told(row.id), ignoredProducts: [...ignoredProducts] };
  }

  async change(input: OperationParsed<'links.change'>): Promise<OperationOutput<'links.change'>> {
    const row = this.open(input.linkId);
    const patch = this.patchOf(row, input);
    const ignored = Object.keys(patch).length === 0 ? [] : await this.send(row, patch);
    if (input.name !== undefined) this.write(row.id, { name: input.name });
    this.journalLink('link.changed', this.open(row.id));
    return { link: this.told(row.id), ignoredProducts: [...ignored] };
  }

  async remove(linkId: string): Promise<void> {
    const row = this.open(linkId);
    this.write(row.id, { state: 'closing', ended_at: this.parts.now() });
    this.journalLink('link.removed', row);
    const provider = this.parts.connections.providerOrNull();
    if (provider) await deleteClosing(this.parts, provider, 'reusable', this.options());
  }

  async adopt({
    partnerLinkId,
    name,
  }: OperationParsed<'links.adopt'>): Promise<OperationOutput<'links.adopt'>> {
    if (this.isKnown(partnerLinkId))
      throw new AppError('LINK_NOT_OPEN', 'This link is of a sale of this till');
    const answer = await this.shop().links.read(partnerLinkId, this.options());
    this.parts.connections.note(answer);
    if (answer.kind !== 'ok') throw toAppError(answer.problem);
    const row = this.keepAdopted(answer.value, name);
    this.journalLink('link.made', row);
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
    const row = linkStore.find(this.parts.database.read, linkId);
    if (row?.purpose !== 'reusable') throw new AppError('NOT_FOUND', 'There is no such link');
    if (row.state !== 'open') throw new AppError('LINK_NOT_OPEN', 'This link has been deleted');
    return row;
  }

  spares(): OperationOutput<'links.spares'> {
    return this.spareLinks.status();
  }

  takeIn(transaction: ProviderTransaction): boolean {
    return seeLinkPayment(this.parts, transaction);
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

  private isKnown(partnerLinkId: string): boolean {
    const { database, provider } = this.parts;
    if (linkStore.findByProviderLink(database.read, provider, partnerLinkId)) return true;
    return linkStore.isOfSale(database.read, provider, partnerLinkId);
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

  /** @returns the products that the provider left off without a word */
  private async send(row: OwnLinkRow, patch: Partial<PartnerLinkDraft>): Promise<readonly string[]> {
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
    this.write(row.id, {
      ...(patch.ask?.amountType === 'fixed' ? { amount_minor: patch.ask.amount.amountMinor } : {}),
      ...(patch.methods ? { methods: JSON.stringify(patch.methods) } : {}),
      ...(patch.imageUrl === undefined ? {} : { image_url: patch.imageUrl }),
      ...(patch.productIds ? { products: JSON.stringify(after.productIds ?? patch.productIds) } : {}),
    });
    const known = new Set((after.productIds ?? []).map((product) => product.toLowerCase()));
    return (patch.productIds ?? []).filter((product) => !known.has(product.toLowerCase()));
  }

  private keepAdopted(link: PartnerLink, name: string): OwnLinkRow {
    const { parts } = this;
    const isDynamic = link.amountType === 'dynamic' && link.currency === parts.currency;
    const isFixed = link.amountType === 'fixed' && link.amount?.currency === parts.currency;
    if ((!isDynamic && !isFixed) || link.payerUrl === null || !isSecureAddress(link.payerUrl)) {
      throw new AppError('LINK_NOT_OPEN', 'This link does not say what it asks for, or where it is paid');
    }
    const id = parts.ids.newId();
    const at = parts.now();
    const { payerUrl } = link;
    return parts.database.write((db) => {
      linkStore.insert(db, {
        id,
        provider: parts.provider,
        account: parts.connections.account(),
        env: envOf(parts.mode),
        purpose: 'reusable',
        name,
        amount_minor: isFixed ? (link.amount?.amountMinor ?? null) : null,
        currency: parts.currency,
        methods: JSON.stringify(link.methods),
        image_url: link.imageUrl,
        products: JSON.stringify(link.productIds ?? []),
        requested_at: at,
      });
      const opened = {
        state: 'open',
        provider_link_id: link.id,
        payer_url: payerUrl,
        opened_at: at,
      } as const;
      linkStore.update(db, id, opened);
      return this.found(linkStore.find(db, id));
    });
  }

  private write(id: string, changes: Parameters<typeof linkStore.update>[2]): void {
    this.parts.database.write((db) => linkStore.update(db, id, changes));
    this.parts.events.emit({ name: 'links.changed', payload: {} });
  }

  private journalLink(kind: 'link.made' | 'link.changed' | 'link.removed', row: OwnLinkRow): void {
    const { journal, database, events } = this.parts;
    const payload = { amount: row.amount_minor, currency: row.currency };
    database.write((db) => journal.append(db, { kind, subjectId: row.id, payload }));
    events.emit({ name: 'links.changed', payload: {} });
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
