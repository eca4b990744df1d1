import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.ts';

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  /** The body as JSON; undefined when it is not JSON. */
  readonly json: unknown;
}

/** What goes along with a call. */
export interface Sent {
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Calls over a connection of its own: a pooled one could be left over from a sandbox that was killed. */
export function call(method: string, url: string, sent: Sent = {}): Promise<Answer> {
  const body = sent.bytes ?? sent.text ?? (sent.json === undefined ? undefined : JSON.stringify(sent.json));
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, agent: false, headers: { ...sent.headers } }, (incoming) => {
      const chunks: Uint8Array[] = [];
      incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString('utf8');
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          bytes,
          json: parse(text),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Reads a member of parsed JSON by a dotted path, `data.0.id`. */
export function at(value: unknown, path: string): unknown {
  let place = value;
  for (const name of path.split('.')) {
    if (typeof place !== 'object' || place === null) return undefined;
    place = Object.entries(place).find(([key]) => key === name)?.[1];
  }
  return place;
}

/** {@link at}, as a string. Throws when there is none. */
export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found !== 'string') throw new Error(`No text at ${path} in ${JSON.stringify(value)}`);
  return found;
}

/** {@link at}, as a list. Throws when there is none. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  if (!Array.isArray(found)) throw new Error(`No list at ${path} in ${JSON.stringify(value)}`);
  return found;
}

/** A body for POST /links that is accepted. */
export const coffee = {
  amount: { default: 30_000, currency: 'RUB' },
  amount_type: 'fixed',
  pay_config: { methods: ['card'] },
} as const;

/** A body for POST /products that is accepted. */
export const espresso = {
  header: 'Coffee',
  text: 'Espresso 200ml',
  price: 350,
  currency: 'RUB',
  qty: '1',
} as const;

/** `params` for POST /transactions that are accepted; a `txid` has to be added. */
export const hostedCoffee = {
  type: 'payment',
  amount: '30000',
  currency: 'RUB',
  env: 'test',
  hosted: true,
} as const;

let lastTxid = 0;

/** The tokens of a session. */
export interface Tokens {
  readonly token: string;
  readonly refreshToken: string;
}

/** Plays a till, a payer and a test's hand against one sandbox. */
export interface Player {
  readonly sandbox: Sandbox;
  /** Calls the partner API with the key; the path begins after `/api/v1`. */
  api(method: string, path: string, json?: unknown, headers?: Sent['headers']): Promise<Answer>;
  /** Calls the control API; the path begins after `/_sandbox`. Throws unless it answers 2xx. */
  control(method: string, path: string, json?: unknown): Promise<unknown>;
  /** Opens a page as a browser would, or posts a form to it. */
  page(
    method: string,
    path: string,
    form?: Readonly<Record<string, string>>,
    language?: string,
  ): Promise<Answer>;
  /** Makes a link and gives its id. */
  makeLink(body?: object): Promise<string>;
  /** Makes a product and gives its id; members replace those of {@link espresso}. */
  makeProduct(members?: object): Promise<string>;
  /** Makes a hosted payment; members replace those of {@link hostedCoffee}. Gives its id and the path of its page. */
  makeHosted(members?: object): Promise<{ readonly id: string; readonly path: string }>;
  /** PUT /transactions/:id with these `params`. */
  put(id: string, params: object): Promise<Answer>;
  /** Signs the first partner in. */
  signIn(): Promise<Tokens>;
  /** Calls the partner API with an access token instead of the key. */
  bearer(token: string, method: string, path: string, json?: unknown): Promise<Answer>;
  /** Calls the partner API with another key. */
  keyed(apiKey: string, method: string, path: string, json?: unknown): Promise<Answer>;
}

/** Reads the answer of a sign-in or a refresh. */
export function tokensOf(answer: Answer): Tokens {
  return { token: textAt(answer.json, 'token'), refreshToken: textAt(answer.json, 'refresh_token') };
}

type SessionCalls = Pick<Player, 'signIn' | 'bearer' | 'keyed'>;

function sessionCalls(sandbox: Sandbox): SessionCalls {
  const url = `${sandbox.baseUrl}/api/v1`;
  return {
    signIn: async () => {
      const partner = sandbox.partners[0];
      const json = { type: 'partner', login: partner?.login, password: partner?.password };
      return tokensOf(await call('POST', `${url}/session`, { json }));
    },
    bearer: (token, method, path, json) =>
      call(method, `${url}${path}`, { json, headers: { authorization: `Bearer ${token}` } }),
    keyed: (apiKey, method, path, json) =>
      call(method, `${url}${path}`, { json, headers: { 'x-api-key': apiKey } }),
  };
}

/** A player for a sandbox that already runs. */
export function playerOf(sandbox: Sandbox): Player {
  const api: Player['api'] = (method, path, json, headers = {}) =>
    call(method, `${sandbox.baseUrl}/api/v1${path}`, {
      json,
      headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json', ...headers },
    });
  return {
    ...sessionCalls(sandbox),
    sandbox,
    api,
    control: async (method, path, json) => {
      const answer = await call(method, `${sandbox.baseUrl}/_sandbox${path}`, { json });
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
      return answer.json;
    },
    page: (method, path, form, language = 'en') =>
      call(method, `${sandbox.baseUrl}${path}`, {
        ...(form === undefined ? {} : { text: new URLSearchParams(form).toString() }),
        headers: { 'accept-language': language, 'content-type': 'application/x-www-form-urlencoded' },
      }),
    makeLink: async (body = coffee) => {
      const answer = await api('POST', '/links', body);
      return textAt(answer.json, at(answer.json, 'link') === undefined ? 'data.id' : 'link.id');
    },
    makeProduct: async (members = {}) =>
      textAt((await api('POST', '/products', { ...espresso, ...members })).json, 'data.id'),
    makeHosted: async (members = {}) => {
      lastTxid += 1;
      const params = { ...hostedCoffee, txid: `T1-${lastTxid}`, ...members };
      const { json } = await api('POST', '/transactions', { params });
      return { id: textAt(json, 'id'), path: new URL(textAt(json, 'widget_url')).pathname };
    },
    put: (id, params) => api('PUT', `/transactions/${id}`, { params }),
  };
}

/** Starts a sandbox for the running test; it is closed when the test ends. */
export async function startPlayer(options: SandboxOptions = {}): Promise<Player> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return playerOf(sandbox);
}
