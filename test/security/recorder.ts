import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { controlOf } from '../harness/sandbox-control.ts';
import { holders } from './marked-secrets.ts';

export const KEY = 'MARK+key/canary=8c1f2e77~first';
export const NEXT_KEY = 'MARK+key/canary=93bd0a1c~second';
export const WRONG_KEY = 'MARK+key/canary=5a5a77e2~wrong';
export const KEYS = [KEY, NEXT_KEY, WRONG_KEY];
export const LOGIN = 'MARK-login-71c0d4@shop.test';
export const PASSWORD = 'MARK+pass/word=e2b94f~right';
export const WRONG_PASSWORD = 'MARK+pass/word=0d17aa~wrong';
const WORDS = [LOGIN, PASSWORD, WRONG_PASSWORD];

const BEHIND_KEY = 'pk_test_behind';

interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly bearer: string | undefined;
  readonly body: string;
  /** Method, address and all other headers. */
  readonly rest: string;
}

/** A provider that notes what it is sent, and hands it on to the sandbox. Two marked keys and one login are good. */
export interface Recorder {
  readonly sandbox: Sandbox;
  readonly requests: readonly RecordedRequest[];
  /** Access and refresh tokens, all that there ever were. */
  readonly accessTokens: ReadonlySet<string>;
  readonly refreshTokens: ReadonlySet<string>;
  /** How calls are answered from now on, by method, or by method and path; the words quote what was sent. */
  refuse(call: string, status: number | null): void;
  /** What leads a payer to a payment: of every code so far. */
  payerSecrets(): Promise<readonly string[]>;
  /** Another address that leads a payer to a payment: a product's own. */
  learnPayerSecret(secret: string): void;
  /** All credentials so far, right or wrong. */
  credentials(): readonly string[];
  /** Another credential: that of a webhook, which no call carries. */
  learnCredential(secret: string): void;
}

export async function startRecorder(clock?: { now(): number }): Promise<Recorder> {
  const behind = await startSandbox({
    partners: [{ partnerId: 42, apiKey: BEHIND_KEY, login: LOGIN, password: PASSWORD }],
    ...(clock ? { clock } : {}),
  });
  const requests: RecordedRequest[] = [];
  const accessTokens = new Set<string>();
  const refreshTokens = new Set<string>();
  const refused = new Map<string, number>();
  const learned = { payer: new Set<string>(), credentials: new Set<string>() };
  const server = createServer(async (request, response) => {
    const received = await read(request);
    const { method, path, key, bearer, body } = received;
    const isTheirs = path.startsWith('/api/');
    if (isTheirs) requests.push(received);
    const status =
      refused.get(`${method} ${path}`) ?? refused.get(method) ?? (key === WRONG_KEY ? 401 : undefined);
    if (isTheirs && (status !== undefined || body.includes(WRONG_PASSWORD))) {
      const words = wordsOf(received);
      response.sendDate = false;
      response.writeHead(status ?? 401, {
        'x-request-id': `r-${words[0]}`,
        location: `http://localhost:${port}/api/elsewhere/${words[0]}`,
      });
      const told = { error: `no_${words[0]}`, message: `No ${words.join(' or ')}` };
      response.end(JSON.stringify({ ...told, details: { [`${words[0]}`]: words } }));
      return;
    }
    const answer = await fetch(`${behind.baseUrl}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'x-api-key': BEHIND_KEY }),
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
      ...(body === '' ? {} : { body }),
    });
    const text = await answer.text();
    if (path === '/api/v1/session' && answer.ok && method !== 'DELETE') {
      const tokens: { token: string; refresh_token: string } = JSON.parse(text);
      accessTokens.add(tokens.token);
      refreshTokens.add(tokens.refresh_token);
    }
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'application/json',
      // Node would put this machine's time of day, and the till would take the difference for its own clock's.
      date: answer.headers.get('date') ?? '',
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await behind.close();
  };
  onTestFinished(close);
  return {
    sandbox: { ...behind, baseUrl: `http://127.0.0.1:${port}`, apiKey: KEY, close },
    requests,
    accessTokens,
    refreshTokens,
    refuse: (call, status) => (status === null ? refused.delete(call) : refused.set(call, status)),
    payerSecrets: async () => {
      const { links, hosted } = await controlOf(behind).books();
      const ofCodes = [...links, ...hosted].map(({ payerUrl }) =>
        new URL(payerUrl).pathname.replace('/pay/hosted/', ''),
      );
      return [...ofCodes, ...learned.payer];
    },
    learnPayerSecret: (secret) => learned.payer.add(secret),
    credentials: () => [...KEYS, ...WORDS, ...accessTokens, ...refreshTokens, ...learned.credentials],
    learnCredential: (secret) => learned.credentials.add(secret),
  };
}

async function read(request: IncomingMessage): Promise<RecordedRequest> {
  const body = Buffer.concat(await request.toArray()).toString();
  const { 'x-api-key': key, authorization, ...headers } = request.headers;
  const { method = 'GET', url: path = '/' } = request;
  return {
    method,
    path,
    key: typeof key === 'string' ? key : undefined,
    bearer: authorization?.replace(/^Bearer /, ''),
    body,
    rest: `${method} ${path} ${JSON.stringify(headers)}`,
  };
}

/** The secrets that a call came with, and the payer URL of the link or the product that it is about. */
function wordsOf({ key, bearer, path, body }: RecordedRequest): readonly string[] {
  const inBody = path === '/api/v1/session' && body !== '' ? Object.values(JSON.parse(body)) : [];
  const words = [...(key === undefined ? [] : [key]), ...(bearer === undefined ? [] : [bearer])];
  const [, kind, id] = /^\/api\/v1\/(link|product)s\/([^/?]+)$/.exec(path) ?? [];
  if (id !== undefined) words.push(`/pay/${kind}/${id}`);
  return [...words, ...inBody.map(String).filter((word) => word !== 'partner')];
}

/** Keys and access tokens in their header; login and password where a session begins; refresh tokens where one is renewed. */
export async function expectCredentialsOnlyInPlace(recorder: Recorder): Promise<void> {
  const { requests, accessTokens, refreshTokens } = recorder;
  const payer = await recorder.payerSecrets();
  expect(requests.length).toBeGreaterThan(10);
  const misplaced = requests.flatMap(({ key, bearer, method, path, body, rest }) => {
    const session = path === '/api/v1/session' ? method : '';
    const allowed: ReadonlySet<string> =
      session === 'POST' ? new Set(WORDS) : session === 'PUT' ? refreshTokens : new Set();
    const foreign = recorder.credentials().filter((secret) => !allowed.has(secret));
    return [
      ...(key === undefined || KEYS.includes(key) ? [] : [`key: ${rest}`]),
      ...(bearer === undefined || accessTokens.has(bearer) ? [] : [`bearer: ${rest}`]),
      ...holders({ [`rest: ${rest}`]: rest }, [...recorder.credentials(), ...payer]),
      ...holders({ [`body: ${rest} ${body}`]: body }, [...foreign, ...payer]),
    ];
  });
  expect(misplaced).toEqual([]);
}
