import type { Act } from './act.ts';
import type { Shop } from './shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const KINDS = [
  'reset',
  'reset_after_write',
  'reset_after_write',
  '500_after_write',
  'truncated',
  'malformed',
  'status_before',
  'status_before',
  'delay',
] as const;

/** Each costs a moment of real time: rarer. */
const HANGING = ['hang', 'hang_after_write'] as const;

const TARGETS = [
  { method: 'POST', path: '/api/v1/links' },
  { method: 'DELETE', path: '/api/v1/links/:id' },
  { method: 'GET', path: '/api/v1/links/:id' },
  { method: 'GET', path: '/api/v1/transactions' },
  { method: 'GET', path: '/api/v1/transactions/:id' },
  { method: 'POST', path: '/api/v1/transactions' },
  { method: 'PUT', path: '/api/v1/transactions/:id' },
  { method: 'POST', path: '/api/v1/session' },
  { method: 'PUT', path: '/api/v1/session' },
  { path: '/api/*' },
] as const;

/** What does not say whether it was done, and what says that it was not. */
const PASSING = [500, 502, 503, 503, 429, 408] as const;
const REFUSALS = [401, 403, 422, 400] as const;

async function fault({ player, control }: Shop): Promise<void> {
  const target = player.pick(TARGETS);
  const isCommand = 'method' in target && target.method !== 'GET';
  await control.fault({
    ...target,
    kind: player.chance(0.06) ? player.pick(HANGING) : player.pick(KINDS),
    count: player.whole(1, 3),
    status: isCommand && player.chance(0.2) ? player.pick(REFUSALS) : player.pick(PASSING),
    delayMs: 5,
    retryAfterSeconds: player.pick([0, 1, 5]),
  });
}

/** The wall clock of one till is put somewhere else; where only the time tells whose a row is, nobody does that. */
async function jump({ player, registers, account }: Shop): Promise<unknown> {
  if (account.linkless) return false;
  player.pick(registers).skewMs = player.pick([0, 0, HOUR, -HOUR, 25 * HOUR, -25 * HOUR, 3 * MINUTE]);
  return true;
}

/** For a while every hosted payment is over when it is made. */
async function refuseHosted(shop: Shop): Promise<void> {
  await shop.control.switches({ hostedOutcome: shop.player.pick(['rejected', 'failed']) });
  await shop.pass(shop.player.pick([200, 5000]));
  await shop.control.switches({ hostedOutcome: 'created' });
}

const time = (name: string, weight: number, lengths: readonly number[]): Act => ({
  name,
  weight,
  run: (shop) => shop.pass(shop.player.pick(lengths)),
});

/** What goes wrong, and time. */
export const TROUBLE: readonly Act[] = [
  { name: 'fault', weight: 14, run: fault },
  time('moments', 8, [200, 700, 1500]),
  time('seconds', 6, [5000, 12_000, 40_000]),
  time('minutes', 2, [3 * MINUTE, 11 * MINUTE]),
  { name: 'restart', weight: 2, run: ({ player, registers }) => player.pick(registers).restart() },
  { name: 'crash', weight: 2, run: ({ player, registers }) => player.pick(registers).crash() },
  { name: 'clock jump', weight: 1, run: jump },
  {
    name: 'sessions end',
    weight: 2,
    run: ({ player, control }) => control.sessions(player.pick(['expire', 'revoke', 'revoke_refresh'])),
  },
  { name: 'hosted payments are refused', weight: 1, run: refuseHosted },
];
