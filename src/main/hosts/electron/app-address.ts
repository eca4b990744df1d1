/** The page's own scheme and host (SEC-2): never `file:`, never a server. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'till';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/`;

/** Whether an address belongs to our own origin; what does not parse does not. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  // `origin` is "null" for a scheme that Node does not know, so its parts are compared.
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === '';
}

/** Whether an address is the one page that a window may show; a fragment may follow. */
export function isAppPage(address: string): boolean {
  return address === APP_PAGE || address.startsWith(`${APP_PAGE}#`);
}
