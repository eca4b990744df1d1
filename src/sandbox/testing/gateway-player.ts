import type { Sandbox, SandboxOptions } from '../sandbox.ts';
import { type Answer, type Player, at, call, startPlayer, textAt } from './player.ts';

/** A body for POST /api/payment/checkout that is accepted. */
export const order = {
  amount: 30_000,
  currencyCode: 'RUB',
  reference: 'R7K2-1',
  referenceLabel: 'Order 1',
  clientId: 'tillinksandboxclient000000000001',
} as const;

/** A checkout that was made. */
export interface Made {
  readonly id: string;
  /** The whole address that the answer told. */
  readonly url: string;
  /** Path and query of it. */
  readonly path: string;
}

/** Plays a till, a payer and a test's hand against the gateway of one sandbox. */
export interface GatewayPlayer extends Player {
  /** Calls the gateway with the three headers; the path begins after `/api`. The shop's client token unless named. */
  gateway(method: string, path: string, json?: unknown, token?: string): Promise<Answer>;
  /** Makes a checkout; members replace those of {@link order}. */
  makeCheckout(members?: object): Promise<Made>;
  /** The payment as the API tells it. */
  payment(id: string): Promise<unknown>;
  /** Plays an outcome by the control API; the payment afterwards. */
  play(id: string, outcome: string, amount?: number): Promise<unknown>;
  /** The gateway's books. */
  books(): Promise<unknown>;
  /** Presses a button of the payer's page: posts to the act's address; the answer. */
  press(made: Made, act: string, form?: Readonly<Record<string, string>>): Promise<Answer>;
}

/** The address of an act of a checkout's page. */
export function actPath({ path }: Pick<Made, 'path'>, act: string): string {
  return path.replace('?', `/${act}?`);
}

/** The headers that every call carries. */
export function headersWith(token: string): Readonly<Record<string, string>> {
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    accept: 'application/json',
  };
}

let lastReference = 0;

/** What a made checkout is, by the address that was told. */
export function madeOf(url: string): Made {
  const { pathname, search } = new URL(url, 'http://nowhere.test');
  return { id: pathname.split('/').at(-1) ?? '', url, path: pathname + search };
}

/** A player for the gateway of a sandbox that already runs. */
export function gatewayPlayerOf(player: Player): GatewayPlayer {
  const { sandbox, control, page } = player;
  const gateway: GatewayPlayer['gateway'] = (method, path, json, token = sandbox.gateway.clientToken) =>
    call(method, `${sandbox.baseUrl}/api${path}`, { json, headers: headersWith(token) });
  return {
    ...player,
    gateway,
    makeCheckout: async (members = {}) => {
      lastReference += 1;
      const body = { ...order, reference: `T-${lastReference}`, ...members };
      const { json } = await gateway('POST', '/payment/checkout', body);
      const wrapped = at(json, 'data') !== undefined;
      return madeOf(textAt(json, wrapped ? 'data.checkoutUrl' : 'checkoutUrl'));
    },
    payment: async (id) => at((await gateway('GET', `/payment/${id}`)).json, 'data'),
    play: (id, outcome, amount) =>
      control('POST', '/gateway/pay', { id, outcome, ...(amount === undefined ? {} : { amount }) }),
    books: () => control('GET', '/gateway/state'),
    press: (made, act, form = {}) => page('POST', actPath(made, act), form),
  };
}

/** Starts a sandbox for the running test; it is closed when the test ends. */
export async function startGateway(options: SandboxOptions = {}): Promise<GatewayPlayer> {
  return gatewayPlayerOf(await startPlayer(options));
}

/** The status of a call with headers of one's own. */
export async function statusWith(
  { baseUrl }: Sandbox,
  headers: Readonly<Record<string, string>>,
  path: string,
): Promise<number> {
  return (await call('GET', `${baseUrl}/api${path}`, { headers })).status;
}
