import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type {
  CardHolder,
  CardIssuer,
  CardPlace,
  IssuedCard,
  IssuerPage,
  TransactionFilter,
} from '../ports-card-issuer.ts';
import {
  toAccountDetailView,
  toAccountView,
  toCardView,
  toHolderView,
  toListView,
  toTransactionView,
} from './cards-view.ts';
import type { DeskAccount } from './desk-account.ts';
import { type ListAnswer, readWhole, type WholeList } from './whole-list.ts';

type TransactionsWish = Omit<OperationParsed<'cards.transactions'>, 'offset' | 'limit'>;

/** What the screens read: asked of the issuer each time, and filtered here where it has no filter of its own. */
export class Reading {
  private readonly account: DeskAccount;

  constructor(account: DeskAccount) {
    this.account = account;
  }

  async accounts(): Promise<OperationOutput<'cards.accounts'>> {
    const { account } = this;
    return toListView(
      account.taken(await (await this.issuer()).accounts(account.options('follow'))),
      toAccountView,
    );
  }

  async accountOf(accountId: string): Promise<OperationOutput<'cards.account'>> {
    const { account } = this;
    return toAccountDetailView(
      account.taken(await (await this.issuer()).account(accountId, account.options('follow'))),
    );
  }

  async holders({
    accountId,
    text,
    offset,
    limit,
  }: OperationParsed<'cards.holders'>): Promise<OperationOutput<'cards.holders'>> {
    const { account } = this;
    const issuer =
      accountId === null ? (await account.demand('merchant_holders')).issuer : await this.issuer();
    const options = account.options('follow');
    if (text === '') {
      return toListView(
        account.taken(await issuer.holders({ accountId, offset, limit }, options)),
        toHolderView,
      );
    }
    const isWanted = wordsIn(text);
    const window = { offset, limit };
    const wanted = filtered<CardHolder>(window, ({ id, firstName, lastName, email, phone }) =>
      isWanted([id, firstName, lastName, email, phone]),
    );
    const answer = await readWhole((page) => issuer.holders({ accountId, ...page }, options), wanted.enough);
    return toListView(wanted.page(this.listed(answer)), toHolderView);
  }

  async list({
    accountId,
    status,
    text,
    offset,
    limit,
  }: OperationParsed<'cards.list'>): Promise<OperationOutput<'cards.list'>> {
    const { account } = this;
    const issuer = await this.issuer();
    const options = account.options('follow');
    if (text === '' && status === null) {
      return toListView(account.taken(await issuer.cards({ accountId, offset, limit }, options)), toCardView);
    }
    const isWanted = wordsIn(text);
    const wanted = filtered<IssuedCard>({ offset, limit }, (card) => {
      const fits = status === null || card.status === status;
      return fits && isWanted([card.name, card.holderId, card.lastFour]);
    });
    const answer = await readWhole((page) => issuer.cards({ accountId, ...page }, options), wanted.enough);
    return toListView(wanted.page(this.listed(answer)), toCardView);
  }

  async card(place: CardPlace): Promise<OperationOutput<'cards.card'>> {
    const { account } = this;
    return toCardView(account.taken(await (await this.issuer()).card(place, account.options())));
  }

  async transactions({
    offset,
    limit,
    ...wish
  }: OperationParsed<'cards.transactions'>): Promise<OperationOutput<'cards.transactions'>> {
    const { account } = this;
    const issuer = await this.issuer();
    this.checkFilters(wish);
    const answer = await issuer.transactions({ ...wish, offset, limit }, account.options('follow'));
    return toListView(account.taken(answer), toTransactionView);
  }

  /** @throws AppError INVALID_INPUT with `details.field`: a filter that is not taken would show what was not asked for */
  checkFilters(wish: TransactionsWish): void {
    const { transactionFilters } = this.account.inUse().description;
    for (const { field, filter } of FILTERS) {
      // What moves between accounts is on no card.
      const isTaken = transactionFilters.includes(filter) && !(wish.of === 'accounts' && field === 'cardId');
      if (wish[field] === null || isTaken) continue;
      throw new AppError('INVALID_INPUT', 'This deployment does not filter by it', { details: { field } });
    }
  }

  private async issuer(): Promise<CardIssuer> {
    return (await this.account.ready()).issuer;
  }

  private listed<T>(answer: ListAnswer<T>): WholeList<T> {
    if (answer.kind !== 'ok') throw this.account.toError(answer.problem);
    return answer.list;
  }
}

type FilterField = Exclude<keyof TransactionsWish, 'of'>;

const FILTERS: readonly { readonly field: FilterField; readonly filter: TransactionFilter }[] = [
  { field: 'accountId', filter: 'account' },
  { field: 'cardId', filter: 'card' },
  { field: 'from', filter: 'from' },
  { field: 'to', filter: 'to' },
  { field: 'status', filter: 'status' },
  { field: 'kind', filter: 'kind' },
];

/** One window of what is wanted out of a list that cannot be asked for it. How many there are is not known then. */
function filtered<T>(
  { offset, limit }: { readonly offset: number; readonly limit: number },
  isWanted: (item: T) => boolean,
) {
  const end = offset + limit;
  return {
    enough: (items: readonly T[]): boolean => items.filter(isWanted).length > end,
    page: ({ items }: WholeList<T>): IssuerPage<T> => {
      const wanted = items.filter(isWanted);
      // What could not be read is not known to be wanted.
      return { items: wanted.slice(offset, end), unreadable: 0, total: null, more: wanted.length > end };
    },
  };
}

/** Whether all words of a text are somewhere in what a row says of itself. */
function wordsIn(text: string): (parts: readonly (string | null)[]) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (parts) => {
    const said = parts
      .flatMap((part) => (part === null ? [] : [part]))
      .join(' ')
      .toLowerCase();
    return words.every((word) => said.includes(word));
  };
}
