import { type JsonObject, isJsonObject, isWholeNumber, member } from '../json-value.ts';
import { type HostedRecord, readHostedRecord } from './hosted-record.ts';
import { type ImageRecord, readImageRecord } from './image-record.ts';
import { type LinkRecord, readLinkRecord } from './link-record.ts';
import { createOrderedTable } from '../ordered-table.ts';
import { type ProductRecord, readProductRecord } from './product-record.ts';
import { type SessionRecord, readSessionRecord } from './session-record.ts';
import { type TransactionRecord, readTransactionRecord } from './transaction-record.ts';

/** Everything that this system remembers, as it stands in the state file. */
export interface FourPaySnapshot {
  readonly nextSequence: number;
  readonly links: readonly LinkRecord[];
  readonly transactions: readonly TransactionRecord[];
  readonly hosted: readonly HostedRecord[];
  readonly sessions: readonly SessionRecord[];
  readonly products: readonly ProductRecord[];
  readonly images: readonly ImageRecord[];
}

/** The books of the simulated 4pay.online. Lists are newest first; `put` adds, or replaces what has the same id. */
export interface FourPayBooks {
  nextSequence(): number;
  /** Of all partners, deleted ones included. */
  links(): readonly LinkRecord[];
  link(id: string): LinkRecord | undefined;
  putLink(link: LinkRecord): void;
  /** Of all partners, by start. */
  transactions(): readonly TransactionRecord[];
  transaction(id: string): TransactionRecord | undefined;
  /** The first transaction of a partner that has this `txid`. */
  transactionByTxid(partnerId: number, txid: string): TransactionRecord | undefined;
  /** The refunds that are still under way, in the order of their arrival. */
  refundsUnderWay(): readonly TransactionRecord[];
  putTransaction(transaction: TransactionRecord): void;
  hosted(): readonly HostedRecord[];
  hostedPayment(id: string): HostedRecord | undefined;
  hostedByToken(token: string): HostedRecord | undefined;
  putHosted(hosted: HostedRecord): void;
  sessions(): readonly SessionRecord[];
  sessionByAccessToken(token: string): SessionRecord | undefined;
  sessionByRefreshToken(token: string): SessionRecord | undefined;
  putSession(session: SessionRecord): void;
  /** Of all partners, deleted ones included. */
  products(): readonly ProductRecord[];
  product(id: string): ProductRecord | undefined;
  putProduct(product: ProductRecord): void;
  images(): readonly ImageRecord[];
  image(id: string): ImageRecord | undefined;
  /** Adds an image; there is no changing one. */
  putImage(image: ImageRecord): void;
  /** What all images take together. */
  imageBytes(): number;
  /** Grows with every change. */
  revision(): number;
  snapshot(): FourPaySnapshot;
}

/** The books of a first start. */
export const emptyFourPaySnapshot: FourPaySnapshot = {
  nextSequence: 1,
  links: [],
  transactions: [],
  hosted: [],
  sessions: [],
  products: [],
  images: [],
};

const txidKey = (partnerId: number, txid: string): string => `${partnerId} ${txid}`;

type TransactionBook = Pick<
  FourPayBooks,
  'transactions' | 'transaction' | 'transactionByTxid' | 'refundsUnderWay' | 'putTransaction'
>;

function createTransactionBook(start: readonly TransactionRecord[]): TransactionBook {
  const table = createOrderedTable(start, (row) => row.startedMs);
  const idByTxid = new Map<string, string>();
  const underWay = new Map<string, TransactionRecord>();
  const index = (row: TransactionRecord): void => {
    const key = txidKey(row.partnerId, row.txid);
    if (!idByTxid.has(key)) idByTxid.set(key, row.id);
    if (row.settlesMs === null) underWay.delete(row.id);
    else underWay.set(row.id, row);
  };
  for (const row of start.toSorted((a, b) => a.sequence - b.sequence)) index(row);
  return {
    transactions: table.list,
    transaction: table.get,
    transactionByTxid: (partnerId, txid) => table.get(idByTxid.get(txidKey(partnerId, txid)) ?? ''),
    refundsUnderWay: () =>
      [...underWay.values()].sort(
        (a, b) => Number(a.settlesMs) - Number(b.settlesMs) || a.sequence - b.sequence,
      ),
    putTransaction: (row) => {
      table.put(row);
      index(row);
    },
  };
}

type HostedBook = Pick<FourPayBooks, 'hosted' | 'hostedPayment' | 'hostedByToken' | 'putHosted'>;

function createHostedBook(start: readonly HostedRecord[]): HostedBook {
  const table = createOrderedTable(start, (row) => row.createdMs);
  const idByToken = new Map(start.map((row) => [row.token, row.id]));
  return {
    hosted: table.list,
    hostedPayment: table.get,
    hostedByToken: (token) => table.get(idByToken.get(token) ?? ''),
    putHosted: (row) => {
      table.put(row);
      idByToken.set(row.token, row.id);
    },
  };
}

type SessionBook = Pick<
  FourPayBooks,
  'sessions' | 'sessionByAccessToken' | 'sessionByRefreshToken' | 'putSession'
>;

function createSessionBook(start: readonly SessionRecord[]): SessionBook {
  const table = createOrderedTable(start, (row) => row.createdMs);
  return {
    sessions: table.list,
    sessionByAccessToken: (token) =>
      table.list().find(({ accessTokens }) => accessTokens.some((access) => access.token === token)),
    sessionByRefreshToken: (token) => table.list().find(({ refreshToken }) => refreshToken === token),
    putSession: table.put,
  };
}

type ImageBook = Pick<FourPayBooks, 'images' | 'image' | 'putImage' | 'imageBytes'>;

function createImageBook(start: readonly ImageRecord[]): ImageBook {
  const table = createOrderedTable(start, (image) => image.createdMs);
  let bytes = start.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    images: table.list,
    image: table.get,
    putImage: (image) => {
      table.put(image);
      bytes += image.sizeBytes;
    },
    imageBytes: () => bytes,
  };
}

type GoodsBook = Pick<FourPayBooks, 'links' | 'link' | 'putLink' | 'products' | 'product' | 'putProduct'>;

function createGoodsBook(start: FourPaySnapshot): GoodsBook {
  const links = createOrderedTable(start.links, (link) => link.createdMs);
  const products = createOrderedTable(start.products, (product) => product.createdMs);
  return {
    links: links.list,
    link: links.get,
    putLink: links.put,
    products: products.list,
    product: products.get,
    putProduct: products.put,
  };
}

/** Opens books. */
export function createFourPayBooks(start: FourPaySnapshot): FourPayBooks {
  const goods = createGoodsBook(start);
  const images = createImageBook(start.images);
  const transactions = createTransactionBook(start.transactions);
  const hosted = createHostedBook(start.hosted);
  const sessions = createSessionBook(start.sessions);
  let sequence = start.nextSequence;
  let revision = 0;
  const counted =
    <T>(put: (record: T) => void) =>
    (record: T): void => {
      put(record);
      revision += 1;
    };
  return {
    nextSequence: () => sequence++,
    ...goods,
    putLink: counted(goods.putLink),
    putProduct: counted(goods.putProduct),
    ...images,
    putImage: counted(images.putImage),
    ...transactions,
    putTransaction: counted(transactions.putTransaction),
    ...hosted,
    putHosted: counted(hosted.putHosted),
    ...sessions,
    putSession: counted(sessions.putSession),
    revision: () => revision,
    snapshot: () => ({
      nextSequence: sequence,
      links: goods.links(),
      transactions: transactions.transactions(),
      hosted: hosted.hosted(),
      sessions: sessions.sessions(),
      products: goods.products(),
      images: images.images(),
    }),
  };
}

/** The rows of a kind. Older files lack the kinds that came later. */
function rows(source: JsonObject, name: string): readonly JsonObject[] {
  const value = source[name];
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw new Error(`${name} is not a list of rows`);
  return value;
}

function laterRows(source: JsonObject, name: string): readonly JsonObject[] {
  return source[name] === undefined ? [] : rows(source, name);
}

/** Reads the books from the state file. Throws when they are damaged. */
export function readFourPaySnapshot(value: unknown): FourPaySnapshot {
  if (!isJsonObject(value)) throw new Error('the books of 4pay.online are missing');
  return {
    nextSequence: member(value, 'nextSequence', isWholeNumber),
    links: rows(value, 'links').map(readLinkRecord),
    transactions: rows(value, 'transactions').map(readTransactionRecord),
    hosted: laterRows(value, 'hosted').map(readHostedRecord),
    sessions: laterRows(value, 'sessions').map(readSessionRecord),
    products: laterRows(value, 'products').map(readProductRecord),
    images: laterRows(value, 'images').map(readImageRecord),
  };
}
