const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a host name, as `URL` gives it, is this very machine. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.has(hostname);
}

/** HTTPS, or plain HTTP on loopback: nothing else is called, or put before a customer. */
export function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** A user or a password in an address is a secret in the wrong place, and hides where it leads. */
export function hasCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

/** Whether a text is an address that may be opened, or put before a customer: secure, and without credentials. */
export function isSecureAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return isSecure(url) && !hasCredentials(url);
}
