const KEY = 'tillink.tab';

/** What the name's way needs of a window; the real one in the page, a stand-in in tests. */
export interface TabPlace {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly crypto: Pick<Crypto, 'getRandomValues'>;
}

/** A random name for this tab, kept over a reload, so that main knows at which one somebody has signed in. */
export function nameOfTab({ sessionStorage, crypto }: TabPlace): string {
  const known = sessionStorage.getItem(KEY);
  if (known !== null) return known;
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
  const name = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem(KEY, name);
  return name;
}
