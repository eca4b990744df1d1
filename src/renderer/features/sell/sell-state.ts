/** What the counter remembers for itself: nothing of value, all of it may be lost at any time. */
export interface SellState {
  readonly text: string;
  readonly shelf: string | null;
  readonly dialog: SellDialog | null;
  readonly sheetOpen: boolean;
}

export type SellDialog =
  | { readonly kind: 'amount' }
  | { readonly kind: 'void' }
  | { readonly kind: 'quantity'; readonly lineId: string };

export type SellChange =
  | { readonly kind: 'searched'; readonly text: string }
  | { readonly kind: 'shelf_chosen'; readonly shelf: string | null }
  | { readonly kind: 'reset' }
  | { readonly kind: 'dialog_opened'; readonly dialog: SellDialog }
  | { readonly kind: 'dialog_closed' }
  | { readonly kind: 'sheet_toggled' };

export const FIRST_SELL_STATE: SellState = { text: '', shelf: null, dialog: null, sheetOpen: false };

export function changeSellState(state: SellState, change: SellChange): SellState {
  switch (change.kind) {
    case 'searched':
      // A search begins over everything: a scan must not miss because of the shelf that happens to be open.
      return { ...state, text: change.text, shelf: state.text === '' ? null : state.shelf };
    case 'shelf_chosen':
      return { ...state, shelf: change.shelf };
    case 'reset':
      return { ...state, text: '', shelf: null };
    case 'dialog_opened':
      return { ...state, dialog: change.dialog };
    case 'dialog_closed':
      return { ...state, dialog: null };
    case 'sheet_toggled':
      return { ...state, sheetOpen: !state.sheetOpen };
  }
}
