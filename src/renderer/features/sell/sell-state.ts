import type { LineTab } from './line-draft.ts';

/** What the counter remembers for itself: nothing of value, all of it may be lost at any time. */
export interface SellState {
  readonly text: string;
  readonly shelf: string | null;
  readonly dialog: SellDialog | null;
  /** The sale that stood in front when the dialog was opened. */
  readonly dialogOf: string | null;
  readonly menu: SellMenu | null;
  readonly sheetOpen: boolean;
}

/** The menus that a key can open: of the sale, and of the ways to pay. */
export type SellMenu = 'sale' | 'ways';

export type SellDialog =
  | { readonly kind: 'amount' | 'void' | 'discount' | 'note' | 'park' | 'cash' | 'external' | 'part' }
  | { readonly kind: 'line'; readonly lineId: string; readonly tab: LineTab }
  | { readonly kind: 'take_back'; readonly tenderId: string };

export type SellChange =
  | { readonly kind: 'searched'; readonly text: string }
  | { readonly kind: 'shelf_chosen'; readonly shelf: string | null }
  | { readonly kind: 'reset' }
  | { readonly kind: 'dialog_opened'; readonly dialog: SellDialog; readonly saleId: string | null }
  | { readonly kind: 'dialog_closed' }
  | { readonly kind: 'menu_changed'; readonly menu: SellMenu | null }
  | { readonly kind: 'sheet_toggled' };

export const FIRST_SELL_STATE: SellState = {
  text: '',
  shelf: null,
  dialog: null,
  dialogOf: null,
  menu: null,
  sheetOpen: false,
};

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
      return { ...state, dialog: change.dialog, dialogOf: change.saleId, menu: null };
    case 'dialog_closed':
      return { ...state, dialog: null };
    case 'menu_changed':
      return { ...state, menu: change.menu };
    case 'sheet_toggled':
      return { ...state, sheetOpen: !state.sheetOpen };
  }
}
