/** The rooms of the till, in the order of the rail. */
export const SECTIONS = [
  'sell',
  'sales',
  'catalog',
  'shift',
  'links',
  'cards',
  'attention',
  'settings',
] as const;

export type Section = (typeof SECTIONS)[number];

/** Where the cashier is; `saleId` is the sale that the Sales section shows. */
export interface Place {
  readonly section: Section;
  readonly saleId: string | null;
}

export const FIRST_PLACE: Place = { section: 'sell', saleId: null };
