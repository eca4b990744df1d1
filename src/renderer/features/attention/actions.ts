import type { AttentionView } from '../../../contract/views.ts';

export type AttentionAction = AttentionView['actions'][number];

/** The one that settles it for good comes first, the one that only looks away last. */
const ORDER: readonly AttentionAction[] = ['attach', 'decide', 'refund', 'dismiss'];

/** Money that is most likely nobody's here: it goes back before anything else is thought of. */
const BACK_FIRST: ReadonlySet<AttentionView['kind']> = new Set(['second_payment', 'amount_differs']);

/** What may be done about an item, the likeliest first; nothing once it is settled. */
export function offered({ kind, actions, resolution }: AttentionView): readonly AttentionAction[] {
  if (resolution !== null) return [];
  const order = BACK_FIRST.has(kind) ? (['refund', 'attach', 'decide', 'dismiss'] as const) : ORDER;
  return order.filter((action) => actions.includes(action));
}

const FOREIGN: ReadonlySet<AttentionView['kind']> = new Set(['possibly_ours']);

/** Whether another till of the account may count the same money: its payment does not name this one. */
export function mayBeForeign({ kind }: AttentionView): boolean {
  return FOREIGN.has(kind);
}
