/** The parts of the cards desk, in the order of its tabs. */
export const CARDS_TABS = ['accounts', 'cards', 'holders', 'transactions', 'activity'] as const;

export type CardsTab = (typeof CARDS_TABS)[number];

/** Where somebody is at the desk. The account stays when the tab changes. */
export interface CardsPlace {
  readonly tab: CardsTab;
  /** Null: all of them, or none chosen yet. */
  readonly accountId: string | null;
  /** The card whose page is open; only under `cards`. */
  readonly cardId: string | null;
}

export const FIRST_CARDS_PLACE: CardsPlace = { tab: 'accounts', accountId: null, cardId: null };

/** A tab that is pressed again shows its list. */
export function onTab(place: CardsPlace, tab: CardsTab): CardsPlace {
  return { ...place, tab, cardId: null };
}

export function inAccount(place: CardsPlace, accountId: string | null): CardsPlace {
  return { ...place, accountId, cardId: null };
}

/** Whether what is shown is that of one account, or may be. */
export function takesAccount({ tab, cardId }: CardsPlace): boolean {
  return tab === 'holders' || tab === 'transactions' || (tab === 'cards' && cardId === null);
}
