import type { OperationInput } from '../../../contract/operations.ts';
import type { DecimalAmountView, IssuerAccountDetailView } from '../../../contract/views.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Language } from '../../i18n/i18n.ts';
import { readTypedAmount } from './decimal-text.ts';

export type CardType = 'virtual' | 'physical';

export const LIMITS = ['daily', 'monthly', 'perTransaction'] as const;
export type LimitName = (typeof LIMITS)[number];

/** A card as it is being asked for. Limits are texts in the account's currency; empty: none. */
export interface IssueDraft extends Readonly<Record<LimitName, string>> {
  readonly holderId: string | null;
  readonly name: string;
  readonly type: CardType;
  readonly by: 'bin' | 'category';
  readonly binId: string | null;
  readonly categoryId: string | null;
}

export type IssueField = 'holderId' | 'name' | 'type' | 'binId' | 'categoryId' | LimitName;

export const ISSUE_FIELDS = [
  'holderId',
  'name',
  'type',
  'binId',
  'categoryId',
  ...LIMITS,
] as const satisfies readonly IssueField[];

export const NEW_CARD_NAME_MAX = 120;

/** What the account offers is chosen already where there is no choice. */
export function issueDraftOf(account: IssuerAccountDetailView): IssueDraft {
  const [onlyBin, ...otherBins] = account.bins;
  const [onlyCategory, ...otherCategories] = categoriesOf(account);
  return {
    holderId: null,
    name: '',
    type: typesOf(account)[0] ?? 'virtual',
    by: account.bins.length > 0 ? 'bin' : 'category',
    binId: otherBins.length === 0 ? (onlyBin?.id ?? null) : null,
    categoryId: otherCategories.length === 0 ? (onlyCategory?.id ?? null) : null,
    daily: '',
    monthly: '',
    perTransaction: '',
  };
}

/** Kinds of card that an account issues; both where it does not say. */
export function typesOf({ cardTypes }: Pick<IssuerAccountDetailView, 'cardTypes'>): readonly CardType[] {
  return cardTypes.length === 0 ? ['virtual', 'physical'] : cardTypes;
}

export interface CardCategory {
  readonly id: string;
  /** The first digits of the cards that it may become. */
  readonly series: readonly string[];
}

/** The issuer names categories by their ids alone: what they are made of says more. */
export function categoriesOf({ bins }: Pick<IssuerAccountDetailView, 'bins'>): readonly CardCategory[] {
  const ids = [...new Set(bins.flatMap(({ categoryIds }) => categoryIds))];
  return ids.map((id) => ({
    id,
    series: bins.filter(({ categoryIds }) => categoryIds.includes(id)).map(({ bin }) => bin),
  }));
}

export function seriesWords({ bin, network, country }: IssuerAccountDetailView['bins'][number]): string {
  return [bin, network, country].filter((part) => part !== null && part !== '').join(' · ');
}

/** What was typed, as the contract takes it; or the first field that is wrong. */
export function readIssueDraft(
  draft: IssueDraft,
  account: Pick<IssuerAccountDetailView, 'id' | 'currency'>,
  language: Language,
): Result<Omit<OperationInput<'cards.issue'>, 'operationId'>, IssueField> {
  const { holderId, type } = draft;
  const name = draft.name.trim();
  if (holderId === null) return err('holderId');
  if (name === '') return err('name');
  const choice = readChoice(draft);
  if (choice === null) return err(draft.by === 'bin' ? 'binId' : 'categoryId');
  const limits = LIMITS.map((limit) => [limit, readLimit(draft[limit], account.currency, language)] as const);
  const [wrong] = limits.find(([, value]) => value === undefined) ?? [];
  if (wrong) return err(wrong);
  const set = new Map(limits);
  return ok({
    accountId: account.id,
    name,
    holderId,
    type,
    choice,
    limits: limits.every(([, value]) => value === null)
      ? null
      : {
          daily: set.get('daily') ?? null,
          monthly: set.get('monthly') ?? null,
          perTransaction: set.get('perTransaction') ?? null,
        },
  });
}

function readChoice({ by, binId, categoryId }: IssueDraft): OperationInput<'cards.issue'>['choice'] | null {
  if (by === 'bin') return binId === null ? null : { kind: 'bin', binId };
  return categoryId === null ? null : { kind: 'category', categoryId };
}

/** @returns null for nothing, undefined for what is no limit */
function readLimit(text: string, currency: string, language: Language): DecimalAmountView | null | undefined {
  const read = readTypedAmount(text, currency, language);
  if (read.ok) return read.value;
  return read.error === 'empty' ? null : undefined;
}
