import type { SandboxSwitches } from '../switches.ts';

/**
 * Writes a moment as the docs do: `2026-03-01T10:00:00+00:00` on the links page (`iso`, whole seconds), or
 * `2026-09-03 11:18:30.101000 Etc/UTC` in listings (`etc`, microseconds).
 */
export function timestamp(ms: number, format: SandboxSwitches['timestampFormat']): string {
  const iso = new Date(ms).toISOString();
  if (format === 'etc') return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000 Etc/UTC`;
  return `${iso.slice(0, 19)}+00:00`;
}

/** {@link timestamp}, or null. */
export function timestampOrNull(
  ms: number | null,
  format: SandboxSwitches['timestampFormat'],
): string | null {
  return ms === null ? null : timestamp(ms, format);
}
