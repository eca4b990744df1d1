import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { CardExportView } from '../../contract/views.ts';
import { neutralise } from '../catalog/exchange/meaning/formula.ts';
import { type CsvFile, writeCsv } from '../catalog/exchange/writing/csv-writer.ts';
import type { IssuerTransaction } from '../ports-card-issuer.ts';
import { actorFields } from '../staff/actor.ts';
import type { PlanningParts } from './moves.ts';
import { PAGE_MAX } from './whole-list.ts';

type ExportWish = OperationParsed<'cards.export'>;

const HEADERS = [
  'Id',
  'Time',
  'Account',
  'Card',
  'Kind',
  'Status',
  'Outcome',
  'Amount',
  'Fee',
  'Currency',
  'Description',
  'Merchant',
];

/** All transactions of a wish as a file to be saved: read page by page, behind everybody else; one at a time. */
export class TransactionExport {
  private readonly parts: PlanningParts;
  private current: CardExportView | null = null;
  private ending: AbortController | null = null;
  private ended: Promise<void> = Promise.resolve();

  constructor(parts: PlanningParts) {
    this.parts = parts;
  }

  /** @throws AppError CARDS_EXPORT_RUNNING, CARDS_NOT_CONNECTED */
  start(wish: ExportWish): CardExportView {
    if (this.ending) throw new AppError('CARDS_EXPORT_RUNNING', 'A file is being written');
    this.parts.account.inUse();
    this.ending = new AbortController();
    const begun = this.set({ state: 'running', rows: 0, total: null, unreadable: 0, file: null, words: '' });
    // Whoever asked for it is not there any more when it is done.
    this.ended = this.run(wish, { signal: this.ending.signal, by: actorFields() });
    return begun;
  }

  view(): CardExportView | null {
    return this.current;
  }

  cancel(): void {
    this.ending?.abort();
  }

  async close(): Promise<void> {
    this.cancel();
    await this.ended;
  }

  private async run(
    wish: ExportWish,
    { signal, by }: { readonly signal: AbortSignal; readonly by: object },
  ): Promise<void> {
    const { desk, settings, logger, now } = this.parts;
    try {
      const path = desk.newPath();
      // A spreadsheet splits by what the country's decimal comma leaves free.
      const delimiter = settings.get().language === 'ru' ? ';' : ',';
      const rows = await writeCsv(path, delimiter, (csv) => this.writeAll(wish, csv, signal));
      if (rows === null) {
        this.set({ ...this.now(), state: 'cancelled' });
        return;
      }
      this.record(wish, rows, by);
      const file = desk.offer(path, `tillink-card-transactions-${now().slice(0, 10)}.csv`);
      this.set({ ...this.now(), state: 'done', file });
    } catch (error) {
      logger.warn('Card transactions were not exported', { error: String(error) });
      const words = error instanceof AppError ? error.message : '';
      this.set({ ...this.now(), state: signal.aborted ? 'cancelled' : 'failed', words });
    } finally {
      this.ending = null;
    }
  }

  /** @returns how many rows there are; null where it was cancelled */
  private async writeAll(wish: ExportWish, csv: CsvFile, signal: AbortSignal): Promise<number | null> {
    const { account } = this.parts;
    const { issuer } = await account.ready();
    const written = createWritten();
    csv.write([HEADERS]);
    for (let offset = 0; ; ) {
      if (signal.aborted) return null;
      const options = { priority: 'sync', signal } as const;
      const page = account.taken(await issuer.transactions({ ...wish, offset, limit: PAGE_MAX }, options));
      // What comes in while it is read moves rows to later pages: each is written once.
      const fresh = written.take(page.items);
      csv.write(fresh.map(cellsOf));
      offset += page.items.length + page.unreadable;
      const before = this.now();
      const unreadable = before.unreadable + page.unreadable;
      // Whoever watches asks now and then: an event for each page would have every list read anew.
      const rows = before.rows + fresh.length;
      this.current = { ...before, rows, total: page.total, unreadable };
      if (!page.more) return rows;
      if (fresh.length === 0 && page.unreadable === 0) throw standsStill();
    }
  }

  /** That it leaves is in the journal before it can be saved (AUD-1). */
  private record({ of, accountId, cardId }: ExportWish, rows: number, by: object): void {
    const { database, journal, ids } = this.parts;
    const payload = { ...by, of, rows, account: accountId, card: cardId };
    database.write((db) => journal.append(db, { kind: 'cards.exported', subjectId: ids.newId(), payload }));
  }

  private now(): CardExportView {
    if (!this.current) throw new Error('No export has begun');
    return this.current;
  }

  private set(view: CardExportView): CardExportView {
    this.current = view;
    this.parts.events.emit({ name: 'cards.changed', payload: {} });
    return view;
  }
}

/** Pages whose rows are known again: what comes in while one is read moves rows to the next, not over all of them. */
const PAGES_KNOWN = 4;

/**
 * What is in the file already, as far as it can come again: rows that have moved, and a list that begins anew. All of
 * a file of any length would not fit.
 */
function createWritten(): { take(rows: readonly IssuerTransaction[]): readonly IssuerTransaction[] } {
  let pages: readonly ReadonlySet<string>[] = [];
  return {
    take: (rows) => {
      const ids = new Set<string>();
      const fresh = rows.filter(({ id }) => {
        const isKnown = ids.has(id) || pages.some((page) => page.has(id));
        ids.add(id);
        return !isKnown;
      });
      // The first one stays, and the last ones.
      pages = [...pages.slice(0, 1), ...pages.slice(1).slice(1 - PAGES_KNOWN), ids];
      return fresh;
    },
  };
}

function standsStill(): AppError {
  return new AppError('PROVIDER_UNREACHABLE', 'The list of transactions does not go on');
}

/** In the order of `HEADERS`. Numbers stay numbers; no text of a stranger's is run as a formula. */
function cellsOf(transaction: IssuerTransaction): readonly string[] {
  const { id, at, accountId, cardId, kind, status, outcome, amount, fee, description, merchant } =
    transaction;
  const texts = [id, at, accountId, cardId, kind, status, outcome].map((text) => neutralise(text ?? ''));
  const end = [amount.currency, description, merchant].map((text) => neutralise(text ?? ''));
  return [...texts, amount.decimal, fee?.decimal ?? '', ...end];
}
