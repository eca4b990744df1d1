import { isTypingTarget, useShortcuts } from '../../components/use-shortcuts.ts';

/** What a key means at the counter. */
export type SellKey =
  | 'charge'
  | 'cash'
  | 'ways'
  | 'menu'
  | 'park'
  | 'line'
  | 'undo'
  | 'search'
  | 'type'
  | 'clear';

/** What is done for each key. */
export type SellKeys = Readonly<Record<Exclude<SellKey, 'type'>, () => void>> & {
  /** A character is on its way to the search: it has to have the focus before the character arrives. */
  readonly type: () => void;
};

/** The keys as they are told to people. */
export const KEY_NAMES = {
  charge: 'F9',
  cash: 'F10',
  ways: 'F7',
  menu: 'F4',
  park: 'F6',
  line: 'F3',
  undo: 'Ctrl+Z',
} as const satisfies Partial<Record<SellKey, string>>;

/** What happens as often as the key repeats: only what may. */
const MAY_REPEAT: ReadonlySet<SellKey> = new Set(['search', 'type', 'clear']);

/**
 * The counter's keys; and whatever is typed while no field has the focus goes to the search, so that a scan works
 * wherever the last tap was.
 */
export function useSellKeys(keys: SellKeys): void {
  useShortcuts((event) => {
    const meaning = sellKey(event, isTypingTarget(event.target), isBlank(event.target));
    if (meaning === null) return;
    if (meaning !== 'type' && meaning !== 'clear') event.preventDefault();
    if (event.repeat && !MAY_REPEAT.has(meaning)) return;
    keys[meaning]();
  });
}

/** A field without words in it has nothing of its own to undo. */
function isBlank(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.value === '';
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const FUNCTION_KEYS: ReadonlyMap<string, SellKey> = new Map([
  ['F2', 'search'],
  ['F3', 'line'],
  ['F4', 'menu'],
  ['F6', 'park'],
  ['F7', 'ways'],
  ['F9', 'charge'],
  ['F10', 'cash'],
]);

/** What a key means at the counter. By `code` where a letter is meant: layouts differ. */
export function sellKey(event: Pressed, typing: boolean, blank = false): SellKey | null {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === 'Enter') return 'charge';
  if (command && event.code === 'KeyK') return 'search';
  if (command && event.code === 'KeyZ') return typing && !blank ? null : 'undo';
  const named = FUNCTION_KEYS.get(event.key);
  if (named && !command && !event.altKey) return named;
  if (typing || command || event.altKey) return null;
  if (event.key === '/') return 'search';
  if (event.key === 'Escape') return 'clear';
  return event.key.length === 1 && event.key !== ' ' ? 'type' : null;
}
