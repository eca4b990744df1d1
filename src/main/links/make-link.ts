import type { WriteHandle } from '../database/handles.ts';
import { envOf } from '../payments/payment-parts.ts';
import type { CallPriority, PaymentProvider, ProviderAnswer, ProviderProblem } from '../ports.ts';
import { ignoredProducts, type PartnerLink, type PartnerLinkDraft } from '../ports-shop.ts';
import { isSecureAddress } from '../secure-address.ts';
import { journalLink } from './link-journal.ts';
import type { LinkParts } from './link-parts.ts';
import { linkStore, type LinkPurpose, type OwnLinkRow } from './link-store.ts';

/** What a link is made for. */
export interface LinkWish {
  readonly purpose: LinkPurpose;
  readonly name: string;
  readonly draft: PartnerLinkDraft;
}

/** What became of a wish. */
export type MadeLink =
  | { readonly kind: 'made'; readonly row: OwnLinkRow; readonly ignoredProducts: readonly string[] }
  /** The provider refuses it, or it cannot be asked. */
  | { readonly kind: 'refused' | 'unreachable'; readonly problem: ProviderProblem }
  /** What it made is not what was asked for: it is deleted again, and never shown. */
  | { readonly kind: 'differs' };

/**
 * Makes a link that belongs to no sale: committed before it is asked for, compared and drawn once before it counts.
 * One whose answer was lost is lost: nobody has seen its address, so it may be made anew (PAY-3).
 */
export async function makeLink(
  parts: LinkParts,
  provider: PaymentProvider,
  wish: LinkWish,
  options: { readonly priority: CallPriority; readonly signal?: AbortSignal },
): Promise<MadeLink> {
  const { shop } = provider;
  if (!shop) return { kind: 'refused', problem: NOT_OFFERED };
  const id = parts.ids.newId();
  parts.database.write((db) => insert(parts, db, id, wish));
  const answer = await shop.links.create(wish.draft, options);
  // The account was changed meanwhile: what another one has made is nobody's here, and nobody has seen its address.
  if (parts.connections.providerOrNull() !== provider) {
    end(parts, id, 'lost');
    return { kind: 'unreachable', problem: CHANGED };
  }
  parts.connections.note(answer);
  if (answer.kind !== 'ok') {
    const refused = answer.kind === 'rejected' && answer.problem.reason !== 'slow_down';
    end(parts, id, refused ? 'refused' : 'lost');
    return { kind: refused ? 'refused' : 'unreachable', problem: answer.problem };
  }
  return take(parts, id, wish.draft, answer);
}

async function take(
  parts: LinkParts,
  id: string,
  draft: PartnerLinkDraft,
  { value }: Extract<ProviderAnswer<PartnerLink>, { kind: 'ok' }>,
): Promise<MadeLink> {
  if (linkStore.findByProviderLink(parts.database.read, parts.provider, value.id)) {
    end(parts, id, 'lost');
    return { kind: 'differs' };
  }
  const fits = isAsAsked(draft, value) && parts.connections.acceptPartner(value.partnerId);
  const drawable =
    value.payerUrl !== null && isSecureAddress(value.payerUrl) && (await draws(parts, value.payerUrl));
  const at = parts.now();
  if (!fits || !drawable) {
    parts.logger.warn('A link is not what was asked for', { link: id });
    parts.database.write((db) =>
      linkStore.update(db, id, { state: 'closing', provider_link_id: value.id, ended_at: at }),
    );
    return { kind: 'differs' };
  }
  const row = parts.database.write((db) => {
    linkStore.update(db, id, {
      state: 'open',
      provider_link_id: value.id,
      payer_url: value.payerUrl,
      opened_at: at,
      products: JSON.stringify(value.productIds ?? draft.productIds),
    });
    const opened = linkStore.find(db, id);
    if (!opened) throw new Error('The link is gone');
    if (opened.purpose === 'reusable') journalLink(parts, db, 'link.made', opened);
    return opened;
  });
  return { kind: 'made', row, ignoredProducts: ignoredProducts(draft.productIds, value) };
}

/** Amount, currency and type as they were asked for: what differs is never put before a customer. */
export function isAsAsked({ ask }: PartnerLinkDraft, link: PartnerLink): boolean {
  if (link.amountType !== null && link.amountType !== ask.amountType) return false;
  if (ask.amountType === 'dynamic') return link.currency === null || link.currency === ask.currency;
  const { amountMinor, currency } = ask.amount;
  return link.amount?.amountMinor === amountMinor && link.amount.currency === currency;
}

async function draws({ qr }: LinkParts, payerUrl: string): Promise<boolean> {
  try {
    await qr.make(payerUrl);
    return true;
  } catch {
    return false;
  }
}

function insert(parts: LinkParts, db: WriteHandle, id: string, { purpose, name, draft }: LinkWish): void {
  const { ask } = draft;
  linkStore.insert(db, {
    id,
    provider: parts.provider,
    account: parts.connections.account(),
    env: envOf(parts.mode),
    purpose,
    name,
    amount_minor: ask.amountType === 'fixed' ? ask.amount.amountMinor : null,
    currency: parts.currency,
    methods: JSON.stringify(draft.methods),
    image_url: draft.imageUrl,
    products: JSON.stringify(draft.productIds),
    requested_at: parts.now(),
  });
}

function end(parts: LinkParts, id: string, state: 'refused' | 'lost'): void {
  parts.database.write((db) => linkStore.update(db, id, { state, ended_at: parts.now() }));
}

const CHANGED: ProviderProblem = {
  reason: 'unreachable',
  message: 'Another account has been connected meanwhile',
  status: null,
  requestId: null,
  complaints: [],
};

const NOT_OFFERED: ProviderProblem = {
  reason: 'not_offered',
  message: 'This provider keeps no links',
  status: null,
  requestId: null,
  complaints: [],
};
