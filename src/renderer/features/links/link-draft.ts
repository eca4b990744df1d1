import type { LinkView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { parseAmount, toDecimalText } from '../../../domain/money.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { RequestError } from '../../client/request-error.ts';
import type { Language } from '../../i18n/i18n.ts';
import { typedText } from '../sell/quantity.ts';
import type { LinkWish } from './mutations.ts';

/** A link as it is being typed. */
export interface LinkDraft {
  readonly name: string;
  /** Who says how much: the link, always the same, or each payer. */
  readonly ask: 'fixed' | 'payer';
  readonly amountText: string;
  readonly methods: readonly string[];
  /** The provider's ids. */
  readonly productIds: readonly string[];
  /** Empty: none. */
  readonly imageUrl: string;
}

export type LinkField = 'name' | 'amount' | 'methods' | 'products' | 'image';

export function linkDraftOf(
  link: LinkView | null,
  methods: readonly string[],
  language: Language,
): LinkDraft {
  if (link === null) return { name: '', ask: 'payer', amountText: '', methods, productIds: [], imageUrl: '' };
  return {
    name: link.name,
    ask: link.amount === null ? 'payer' : 'fixed',
    amountText: link.amount === null ? '' : typedText(toDecimalText(link.amount), language),
    methods: link.methods,
    productIds: link.productIds,
    imageUrl: link.imageUrl ?? '',
  };
}

/** What was typed, as the contract takes it; of a change only what differs. Or the first field that is wrong. */
export function readLinkDraft(
  draft: LinkDraft,
  link: LinkView | null,
  currency: CurrencyCode,
): Result<LinkWish, LinkField> {
  const name = draft.name.trim();
  if (name === '') return err('name');
  const parsed = draft.ask === 'fixed' ? parseAmount(draft.amountText, currency) : null;
  if (parsed && (!parsed.ok || parsed.value.amountMinor <= 0)) return err('amount');
  const amount = parsed?.ok ? parsed.value : null;
  if (draft.methods.length === 0) return err('methods');
  const methods = [...draft.methods];
  const productIds = [...draft.productIds];
  const imageUrl = draft.imageUrl === '' ? null : draft.imageUrl;
  if (link === null) return ok({ kind: 'create', input: { name, amount, methods, productIds, imageUrl } });
  return ok({
    kind: 'change',
    input: {
      linkId: link.id,
      ...(name === link.name ? {} : { name }),
      ...(amount === null || amount.amountMinor === link.amount?.amountMinor ? {} : { amount }),
      ...(isSameSet(methods, link.methods) ? {} : { methods }),
      ...(isSameSet(productIds, link.productIds) ? {} : { productIds }),
      ...(imageUrl === link.imageUrl ? {} : { imageUrl }),
    },
  });
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((member) => other.includes(member));
}

/** The provider's own names of its fields begin with these. */
const PROVIDER_FIELDS: readonly (readonly [prefix: string, field: LinkField])[] = [
  ['amount', 'amount'],
  ['pay_config', 'methods'],
  ['methods', 'methods'],
  ['products', 'products'],
  ['image', 'image'],
];

/** The field of the form that the provider has refused; null where it names none that stands in the form. */
export function refusedField(error: unknown): LinkField | null {
  if (!(error instanceof RequestError)) return null;
  const { code, details, message } = error.wire;
  const named = details?.['providerField'];
  if (typeof named === 'string') return fieldOf(named);
  return code === 'PROVIDER_REJECTED' && details?.['status'] === '422' ? fieldSaid(message) : null;
}

function fieldOf(named: string): LinkField | null {
  return PROVIDER_FIELDS.find(([prefix]) => named.startsWith(prefix))?.[1] ?? null;
}

/** Some deployments complain in sentences alone, "image must be …": the first one that begins with a field's name. */
function fieldSaid(words: string): LinkField | null {
  const subjects = words.split(/[;\n]\s*/).map((sentence) => /^[a-z_.]+(?=[\s:])/i.exec(sentence)?.[0] ?? '');
  return subjects.map((subject) => fieldOf(subject.toLowerCase())).find((field) => field !== null) ?? null;
}
