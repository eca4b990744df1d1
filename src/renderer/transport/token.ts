const KEY = 'tillink.token';

/** What the token's way needs of a window; the real one in the page, a stand-in in tests. */
export interface TokenPlace {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * Takes the web host's token out of the address (`#token=…`) and keeps it for this tab alone, so that it is
 * neither in the history nor in what a person copies from the address bar.
 */
export function takeToken({ location, history, sessionStorage }: TokenPlace): string | null {
  const fromAddress = new URLSearchParams(location.hash.slice(1)).get('token');
  if (fromAddress !== null && fromAddress !== '') {
    sessionStorage.setItem(KEY, fromAddress);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY);
}
