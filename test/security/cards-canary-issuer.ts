import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** What a card has that nobody may keep (SEC-10). */
export interface Digits {
  readonly pan: string;
  readonly cvv: string;
}

interface IssuerRequest {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly bearer: string | undefined;
  readonly body: string;
  /** Method, address and all other headers. */
  readonly rest: string;
}

/**
 * Stands between a cards desk and the issuer: notes what it is sent and what secrets there are, and answers in the
 * issuer's place where it is told to, with words that quote all of them. Faults of the issuer's come through as they are.
 */
export interface CanaryIssuer {
  readonly baseUrl: string;
  readonly requests: readonly IssuerRequest[];
  /** Of every card whose digits were ever told. */
  digits(): readonly Digits[];
  /** Secrets of the webhook, all that there ever were. */
  hookSecrets(): readonly string[];
  /**
   * From now on calls whose path ends so are answered like this; null: by the issuer again.
   * @param isDone whether the issuer does what was asked all the same
   */
  quote(ending: string, status: number | null, isDone?: boolean): void;
  /** A text that every quotation has in it, beside the secrets of the call. */
  quoteAlso(words: string): void;
}

export async function startCanaryIssuer({ baseUrl: behind }: Sandbox): Promise<CanaryIssuer> {
  const requests: IssuerRequest[] = [];
  const digits = new Map<string, Digits>();
  const hookSecrets = new Set<string>();
  const quoting = new Map<string, { readonly status: number; readonly isDone: boolean }>();
  let also = '';
  const server = createServer((incoming, response) => {
    void read(incoming).then((received) => {
      requests.push(received);
      learnSecret(received, hookSecrets);
      const [ending] = [...quoting.keys()].filter((one) => received.path.split('?')[0]?.endsWith(one));
      const quoted = ending === undefined ? undefined : quoting.get(ending);
      const words = [also, ...quotable(received, [...digits.values()], [...hookSecrets])].join(' ');
      const answer = (): void => quote(response, quoted?.status ?? 500, words);
      if (quoted && !quoted.isDone) answer();
      else pass({ behind, incoming, response, received }, { digits, instead: quoted && answer });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    digits: () => [...digits.values()],
    hookSecrets: () => [...hookSecrets],
    quote: (ending, status, isDone = false) => {
      if (status === null) quoting.delete(ending);
      else quoting.set(ending, { status, isDone });
    },
    quoteAlso: (words) => {
      also = words;
    },
  };
}

async function read(incoming: IncomingMessage): Promise<IssuerRequest> {
  const body = Buffer.concat(await incoming.toArray()).toString();
  const { 'x-api-token': token, authorization, ...headers } = incoming.headers;
  const { method = 'GET', url: path = '/' } = incoming;
  return {
    method,
    path,
    token: typeof token === 'string' ? token : undefined,
    bearer: authorization?.replace(/^Bearer /, ''),
    body,
    rest: `${method} ${path} ${JSON.stringify(headers)}`,
  };
}

function learnSecret({ path, body }: IssuerRequest, known: Set<string>): void {
  const secret = path.endsWith('/webhooks/config') ? /"secret":"([^"]+)"/.exec(body)?.[1] : undefined;
  if (secret !== undefined) known.add(secret);
}

/** How an issuer might write what it was sent, and whose digits it has; the code where the digits were asked for. */
function quotable(
  { token, bearer, path }: IssuerRequest,
  digits: readonly Digits[],
  hookSecrets: readonly string[],
): readonly string[] {
  const signed = [token, bearer].flatMap((secret) => (secret === undefined ? [] : [secret]));
  const cards = digits.map(({ pan, cvv }) => {
    const code = path.endsWith('/sensitive') ? `, CVV ${cvv}, cvv=${cvv}` : '';
    return `card ${pan}, ${grouped(pan, ' ')}, ${grouped(pan, '-')}${code}.`;
  });
  return [...signed, ...hookSecrets, ...cards];
}

export const grouped = (pan: string, separator: string): string =>
  (pan.match(/\d{1,4}/g) ?? []).join(separator);

/** Everywhere in an answer where words may stand. */
function quote(response: ServerResponse, status: number, words: string): void {
  response.sendDate = false;
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-request-id': `r ${words}`,
    location: `http://localhost/${encodeURIComponent(words)}`,
  });
  const item = { loc: ['body', words], msg: `No ${words}`, type: words };
  const named = { loc: ['body', 'email'], msg: `No ${words}`, type: 'value_error' };
  const detail = status % 2 === 0 ? [named, item] : `Refused: ${words}`;
  const told = { detail, error: words, message: words, [words]: words };
  response.end(JSON.stringify(status < 300 ? { items: [rowOf(words)], ...rowOf(words) } : told));
}

/**
 * Something of everything: an account, a card, a holder, a transaction and what is set of webhooks. What is known by its
 * shape (ids, telephones, addresses) is what it is.
 */
function rowOf(words: string): object {
  const people = { first_name: words, last_name: words, email: words };
  const texts = { name: words, status: words, type: words, description: words, merchant_name: words };
  const money = { currency: 'USD', balance: '5.00', availableBalance: '5.00', amount: '1.00' };
  const lists = { limits: { [words]: words }, fees: { [words]: words } };
  const bins = [{ cardProviderBinId: 'b1', bin: words, cardNetwork: words, issuerCountry: words }];
  return { id: 'row-1', cardOwnerId: 'row-1', ...people, ...texts, ...money, ...lists, binList: bins };
}

interface Passing {
  readonly behind: string;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly received: IssuerRequest;
}

/** Hands a call on; connections that break there break here. */
function pass(
  { behind, incoming, response, received }: Passing,
  { digits, instead }: { readonly digits: Map<string, Digits>; readonly instead: (() => void) | undefined },
): void {
  const { method, path, body } = received;
  const { host: _host, connection: _connection, ...headers } = incoming.headers;
  const outgoing = httpRequest(`${behind}${path}`, { method, headers, agent: false }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('aborted', () => breakOff(response, answer, chunks));
    answer.on('error', () => response.destroy());
    answer.on('end', () => {
      if (!answer.complete) return;
      const text = Buffer.concat(chunks);
      if (path.endsWith('/sensitive')) learnDigits(path, text.toString(), digits);
      if (instead) return instead();
      response.sendDate = false;
      response.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
      response.end(text);
    });
  });
  outgoing.on('error', () => response.destroy());
  outgoing.end(body);
}

/** As much of it as came, and then nothing. */
function breakOff(response: ServerResponse, answer: IncomingMessage, chunks: readonly Buffer[]): void {
  response.sendDate = false;
  response.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
  response.write(Buffer.concat(chunks), () => response.destroy());
}

function learnDigits(path: string, text: string, digits: Map<string, Digits>): void {
  const pan = /"pan":\s*"(\d+)"/.exec(text)?.[1];
  const cvv = /"cvv":\s*"(\d+)"/.exec(text)?.[1];
  if (pan !== undefined && cvv !== undefined) digits.set(path, { pan, cvv });
}
