/** What a merchant's documents call their credentials, and what we call ours (SEC-7). */
const PROVISIONING = [
  'FOURPAY_API_KEY',
  'FOURPAY_ORGANIZATION_ID',
  'PAYMENT_CLIENT_ID',
  'PAYMENT_CLIENT_TOKEN',
  'WEBHOOK_SECRET',
] as const;

/**
 * Takes the provisioning variables out of a process environment: read once, at start, and removed, so that no
 * child process, crash report or later read finds them.
 * @param env the environment itself; it is changed
 * @returns those that were set, trimmed; one that is blank counts as not set, and is removed all the same
 */
export function takeEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const taken: Record<string, string> = {};
  for (const name of PROVISIONING) {
    const value = env[name]?.trim() ?? '';
    delete env[name];
    if (value !== '') taken[name] = value;
  }
  return taken;
}
