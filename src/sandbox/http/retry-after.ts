/**
 * The `retry-after` header: seconds, an HTTP date (by the sandbox's clock, rounded up to its whole seconds), or none.
 */
export function retryAfterHeader(
  seconds: number,
  form: 'seconds' | 'date' | 'absent',
  nowMs: number,
): Readonly<Record<string, string>> {
  switch (form) {
    case 'seconds':
      return { 'retry-after': String(seconds) };
    case 'date':
      return { 'retry-after': new Date(Math.ceil(nowMs / 1000 + seconds) * 1000).toUTCString() };
    case 'absent':
      return {};
  }
}
