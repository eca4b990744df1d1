/** What a checkout is sent for: 32 letters and digits, public, of one payment application. */
export function isClientId(text: string): boolean {
  return /^[A-Za-z0-9]{32}$/.test(text);
}

/** Whether a text can be sent as a token at all; what it opens only the gateway knows. */
export function isGatewayToken(text: string): boolean {
  return /^[\x21-\x7e]{8,4096}$/.test(text);
}
