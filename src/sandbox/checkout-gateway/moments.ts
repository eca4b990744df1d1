import type { SandboxSwitches } from '../switches.ts';

/** Moments by name as the switch has them written; none where it leaves them out. */
export function moments(
  named: Readonly<Record<string, number>>,
  form: SandboxSwitches['gatewayTimestamps'],
): Readonly<Record<string, string | number>> {
  if (form === 'absent') return {};
  const write = (ms: number): string | number => {
    if (form === 'unix') return Math.floor(ms / 1000);
    const iso = new Date(ms).toISOString();
    return form === 'iso' ? iso : `${iso.slice(0, 19)}+00:00`;
  };
  return Object.fromEntries(Object.entries(named).map(([name, ms]) => [name, write(ms)]));
}
