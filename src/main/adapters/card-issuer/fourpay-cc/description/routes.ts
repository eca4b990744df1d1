import type {
  IssuerDescription,
  IssuerOffer,
  NotOffered,
  TransactionFilter,
} from '../../../../ports-card-issuer.ts';
import { plainName } from '../fields.ts';
import type { ApiDocument, ApiMethod, ApiOperation } from './document.ts';
import type { ApiField } from './schemas.ts';
import { type TransferForm, transferForm } from './transfer-form.ts';

/** An act on a card whose path the documents do not name. */
export type CardAct = 'freeze' | 'unfreeze' | 'close';

/** What a deployment offers, and how it is called. */
export interface Routes {
  readonly description: IssuerDescription;
  readonly acts: Readonly<Record<CardAct, ActRoute | null>>;
  readonly transfer: TransferForm | null;
  /** The names of the parameters that filter a list of transactions. */
  readonly filters: Readonly<Record<'cards' | 'accounts', FilterNames>>;
}

export type FilterNames = Readonly<Partial<Record<TransactionFilter, string>>>;

export interface ActRoute {
  readonly method: ApiMethod;
  /** Written with `{}` in place of the ids. */
  readonly path: readonly string[];
  /** Whether it wants a body, which is empty. */
  readonly emptyBody: boolean;
}

const ABSENT = { cards: {}, accounts: {} } as const;

/**
 * Before a deployment has described itself, and where it does not. What the documents name with its path is called all
 * the same; what they only speak of is not.
 */
export const UNDESCRIBED: Routes = {
  description: {
    version: null,
    offers: {
      transfer: 'no_description',
      withdraw: 'offered',
      freeze: 'no_description',
      unfreeze: 'no_description',
      close: 'no_description',
      merchant_holders: 'offered',
      webhooks: 'offered',
    },
    transactionFilters: [],
  },
  acts: { freeze: null, unfreeze: null, close: null },
  transfer: null,
  filters: ABSENT,
};

export function routesOf({ version, operations }: ApiDocument): Routes {
  const transfer = transferForm(operations);
  const acts = {
    freeze: actRoute(operations, 'freeze'),
    unfreeze: actRoute(operations, 'unfreeze'),
    close: actRoute(operations, 'close'),
  };
  const filters = {
    cards: filterNames(find(operations, 'GET', 'transactions/cards')),
    accounts: filterNames(find(operations, 'GET', 'transactions/accounts')),
  };
  const offers: Readonly<Record<IssuerOffer, 'offered' | NotOffered>> = {
    transfer: typeof transfer === 'string' ? transfer : 'offered',
    withdraw: withdrawOffer(find(operations, 'POST', 'accounts/{}/cards/{}/withdraw')),
    freeze: typeof acts.freeze === 'string' ? acts.freeze : 'offered',
    unfreeze: typeof acts.unfreeze === 'string' ? acts.unfreeze : 'offered',
    close: typeof acts.close === 'string' ? acts.close : 'offered',
    merchant_holders: find(operations, 'GET', 'cardholders') ? 'offered' : 'not_listed',
    webhooks: find(operations, 'PUT', 'webhooks/config') ? 'offered' : 'not_listed',
  };
  return {
    description: { version, offers, transactionFilters: sharedFilters(filters) },
    acts: { freeze: orNull(acts.freeze), unfreeze: orNull(acts.unfreeze), close: orNull(acts.close) },
    transfer: orNull(transfer),
    filters,
  };
}

function orNull<T extends object>(told: T | NotOffered): T | null {
  return typeof told === 'string' ? null : told;
}

function find(
  operations: readonly ApiOperation[],
  method: ApiMethod,
  steps: string,
): ApiOperation | undefined {
  return operations.find((one) => one.method === method && one.steps.join('/') === steps);
}

/** What changes something, in the order in which it is preferred. */
const CHANGING: readonly ApiMethod[] = ['POST', 'PUT', 'PATCH'];

function actRoute(operations: readonly ApiOperation[], act: CardAct): ActRoute | NotOffered {
  const found = [`accounts/{}/cards/{}/${act}`, `cards/{}/${act}`]
    .flatMap((steps) => CHANGING.map((method) => find(operations, method, steps)))
    .filter((operation) => operation !== undefined);
  const fillable = found.find((operation) => asksNothingElse(operation, []));
  if (!fillable) return found.length > 0 ? 'unknown_form' : 'not_listed';
  const { method, path, body } = fillable;
  return {
    method,
    path: path.split('/').map((step) => (step.startsWith('{') ? '{}' : step)),
    emptyBody: body?.required ?? false,
  };
}

function withdrawOffer(operation: ApiOperation | undefined): 'offered' | NotOffered {
  if (!operation) return 'not_listed';
  return asksNothingElse(operation, ['amount', 'currency', 'description']) ? 'offered' : 'unknown_form';
}

function asksNothingElse({ query, body }: ApiOperation, filled: readonly string[]): boolean {
  // A body that is not told in full may ask for anything.
  const asked = [...query, ...(body?.fields ?? [])].filter(({ required }) => required);
  return asked.every(({ name }) => filled.includes(name)) && !(body?.required && body.fields === null);
}

const FILTERS: readonly (readonly [TransactionFilter, readonly string[]])[] = [
  ['account', ['accountid', 'accountuuid', 'account']],
  ['card', ['cardid', 'carduuid', 'card']],
  [
    'from',
    ['datefrom', 'from', 'fromdate', 'startdate', 'datestart', 'createdfrom', 'createdatfrom', 'since'],
  ],
  ['to', ['dateto', 'to', 'todate', 'enddate', 'dateend', 'createdto', 'createdatto', 'until']],
  ['status', ['status', 'transactionstatus']],
  ['kind', ['type', 'transactiontype', 'kind', 'operationtype']],
];

function filterNames(operation: ApiOperation | undefined): FilterNames {
  const takes = (filter: TransactionFilter, { takes, format, name }: ApiField, known: string): boolean =>
    // A whole day is no moment.
    plainName(name) === known &&
    takes === 'text' &&
    !((filter === 'from' || filter === 'to') && format === 'date');
  return Object.fromEntries(
    FILTERS.flatMap(([filter, names]) => {
      const parameter = names
        .map((known) => operation?.query.find((field) => takes(filter, field, known)))
        .find((found) => found !== undefined);
      return parameter ? [[filter, parameter.name]] : [];
    }),
  );
}

/** What both lists take; a card is nothing that accounts are filtered by. */
function sharedFilters({ cards, accounts }: Routes['filters']): readonly TransactionFilter[] {
  return FILTERS.map(([filter]) => filter).filter(
    (filter) => cards[filter] !== undefined && (filter === 'card' || accounts[filter] !== undefined),
  );
}
