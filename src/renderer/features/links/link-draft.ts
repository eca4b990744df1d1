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
  readonly imageUrl: string;
}

export type LinkField = 'name' | 'amount' | 'methods' | 'image';

export function linkDraftOf(
  link: LinkView | null,
  methods: readonly string[],
  language: Language,
): LinkDraft {
  if (link === null) return { name: '', ask: 'payer', amountText: '', methods, imageUrl: '' };
  return {
    name: link.name,
    ask: link.amount === null ? 'payer' : 'fixed',
    amountText: link.amount === null ? '' : typedText(toDecimalText(link.amount), language),
    methods: link.methods,
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
  const typedImage = draft.imageUrl.trim();
  const imageUrl = typedImage === '' ? null : typedImage;
  if (link === null) return ok({ kind: 'create', input: { name, amount, methods, imageUrl } });
  return ok({
    kind: 'change',
    input: {
      linkId: link.id,
      ...(name === link.name ? {} : { name }),
      ...(amount === null || amount.amountMinor === link.amount?.amountMinor ? {} : { amount }),
      ...(sameMethods(methods, link.methods) ? {} : { methods }),
      ...(imageUrl === link.imageUrl ? {} : { imageUrl }),
    },
  });
}

function sameMethods(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((method) => other.includes(method));
}

/** The provider's own names of its fields begin with these. */
const PROVIDER_FIELDS: readonly (readonly [prefix: string, field: LinkField])[] = [
  ['amount', 'amount'],
  ['pay_config', 'methods'],
  ['methods', 'methods'],
  ['image', 'image'],
];

/** The field of the form that the provider has refused; null where it names none that stands in the form. */
export function refusedField(error: unknown): LinkField | null {
  if (!(error instanceof RequestError)) return null;
  const named = error.wire.details?.['providerField'];
  if (typeof named !== 'string') return null;
  return PROVIDER_FIELDS.find(([prefix]) => named.startsWith(prefix))?.[1] ?? null;
}
