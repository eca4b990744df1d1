import { type Agent, type IncomingMessage, request as httpRequest } from 'node:http';

/** What is posted. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long an answer may take. Real milliseconds. */
const answerMs = 5000;

const longestAnswer = 64 * 1024;

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

async function readAnswer(incoming: IncomingMessage): Promise<Answered> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.byteLength;
    if (size > longestAnswer) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return { status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
}

/** Posts once over a pooled connection; follows nothing. Rejects when no answer comes, or the signal is aborted. */
function postOnce(
  url: string,
  message: WebhookMessage,
  agent: Agent,
  signal: AbortSignal,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(message.body);
    const headers = { ...message.headers, 'content-length': length };
    const outgoing = httpRequest(url, { method: 'POST', agent, signal, headers });
    const timer = setTimeout(() => outgoing.destroy(new Error(`no answer within ${answerMs} ms`)), answerMs);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      end();
    };
    outgoing.on('response', (incoming) => {
      readAnswer(incoming).then(
        (answered) => settle(() => resolve(answered)),
        (error: unknown) => settle(() => reject(error)),
      );
    });
    outgoing.on('error', (error) => {
      const stale = outgoing.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      settle(() => reject(stale ? new StaleConnection() : error));
    });
    outgoing.end(message.body);
  });
}

/** The other side closed a pooled connection while it was idle: nothing was read of the message. */
class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

/** {@link postOnce}, over another connection where a pooled one was closed meanwhile. */
export async function post(
  url: string,
  message: WebhookMessage,
  agent: Agent,
  signal: AbortSignal,
): Promise<Answered> {
  for (;;) {
    try {
      return await postOnce(url, message, agent, signal);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
    }
  }
}
