import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.ts';

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; undefined when it is not JSON. */
  readonly json: unknown;
}

/** What goes along with a call. */
export interface Sent {
  readonly json?: unknown;
  readonly text?: string;
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
  const body = sent.text ?? (sent.json === undefined ? undefined : JSON.stringify(sent.json));
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, agent: false, headers: { ...sent.headers } }, (incoming) => {
      const chunks: Uint8Array[] = [];
      incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parse(text) });
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
}

/** A player for a sandbox that already runs. */
export function playerOf(sandbox: Sandbox): Player {
  const api: Player['api'] = (method, path, json, headers = {}) =>
    call(method, `${sandbox.baseUrl}/api/v1${path}`, {
      json,
      headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json', ...headers },
    });
  return {
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
  };
}

/** Starts a sandbox for the running test; it is closed when the test ends. */
export async function startPlayer(options: SandboxOptions = {}): Promise<Player> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return playerOf(sandbox);
}
