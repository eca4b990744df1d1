import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Till } from '../../till.ts';

/** A blank line this often tells both sides that the connection is alive. */
const HEARTBEAT_MS = 15_000;

/** A client that has stopped reading is cut off at this many waiting bytes; it will come back and ask again. */
const BACKLOG_MAX_BYTES = 1024 * 1024;

/** Sends events as newline-delimited JSON until the client goes away. */
export function streamEvents(till: Till, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.write('\n');
  const send = (text: string): void => {
    if (response.writableLength > BACKLOG_MAX_BYTES) response.destroy();
    else response.write(text);
  };
  const unsubscribe = till.subscribe((event) => send(`${JSON.stringify(event)}\n`));
  const heartbeat = setInterval(() => send('\n'), HEARTBEAT_MS);
  request.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
