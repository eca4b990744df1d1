/**
 * Trusted types, registered before anything else runs.
 *
 * Mantine writes its style sheet through innerHTML; under our policy the page stays blank unless a `default`
 * policy lets text without markup through. Markup is refused, scripts have no way at all.
 */
interface PolicyRules {
  readonly createHTML: (text: string) => string;
}

interface PolicyFactory {
  readonly createPolicy: (name: string, rules: PolicyRules) => unknown;
}

declare global {
  interface Window {
    readonly trustedTypes?: PolicyFactory;
    /** Read by the style libraries below Mantine, which ask for no other way to learn the nonce. */
    __webpack_nonce__?: string;
  }
}

export function refuseMarkup(text: string): string {
  if (text.includes('<')) throw new TypeError('Markup is not written into this page');
  return text;
}

if (typeof window !== 'undefined') {
  window.trustedTypes?.createPolicy('default', { createHTML: refuseMarkup });
  window.__webpack_nonce__ = styleNonce();
}

/** The nonce that the host wrote into this response. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
