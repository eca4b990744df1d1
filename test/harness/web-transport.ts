import type { WebHost } from '../../src/main/hosts/web/server.ts';

export interface WebTransport {
  request(op: string, input: unknown): Promise<unknown>;
  subscribe(listener: (event: unknown) => void): () => void;
}

/** A client of the web host as the page is one: requests over fetch, events over a stream of lines. */
export async function webTransport({
  origin,
  token,
}: Pick<WebHost, 'origin' | 'token'>): Promise<WebTransport> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const listeners = new Set<(event: unknown) => void>();
  const stream = await fetch(`${origin}/events`, { headers });
  void readLines(stream, (line) => {
    for (const listener of listeners) listener(JSON.parse(line));
  });
  return {
    request: async (op, input) => {
      const response = await fetch(`${origin}/request`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ op, input }),
      });
      return response.json();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function readLines(stream: Response, take: (line: string) => void): Promise<void> {
  let rest = '';
  try {
    for await (const chunk of stream.body ?? []) {
      const lines = (rest + new TextDecoder().decode(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') take(line);
    }
  } catch {
    // The host has closed.
  }
}
