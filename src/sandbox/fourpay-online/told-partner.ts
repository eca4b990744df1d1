import type { FourPayContext } from './context.ts';

/** The number that a record tells as its `partner_id`: the switch may give the first partner another. */
export function toldPartnerId(context: FourPayContext, partnerId: number): number {
  return partnerId === context.partners.first.partnerId ? context.switches().partnerId : partnerId;
}
