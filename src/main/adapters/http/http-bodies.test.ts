import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../../../../test/builders/manual-clock.ts';
import { httpAnswer, startRawServer } from '../../../../test/builders/raw-server.ts';
import { BODY_MAX_BYTES, createHttpClient, type HttpClient, type HttpOutcome } from './http-client.ts';

const LARGER = BODY_MAX_BYTES + 5;

function openClient(): HttpClient {
  const client = createHttpClient(createManualClock());
  onTestFinished(() => client.close());
  return client;
}

/** Asks for a larger answer than usual, and gets one of this status and size. */
async function answered(status: number, size: number): Promise<HttpOutcome> {
  const server = await startRawServer((socket) => socket.write(httpAnswer(status, 'x'.repeat(size))));
  return openClient().send({ method: 'GET', url: server.url, headers: {}, answerMaxBytes: LARGER });
}

test('an answer may be as large as the request allows, and not a byte larger', async () => {
  const whole = await answered(200, LARGER);
  expect(whole.kind === 'answer' && whole.body.length).toBe(LARGER);
  expect(await answered(200, LARGER + 1)).toMatchObject({ kind: 'no_answer', reason: 'too_large' });
});

test('a refusal may be no larger than usual', async () => {
  const whole = await answered(422, BODY_MAX_BYTES);
  expect(whole.kind === 'answer' && whole.body.length).toBe(BODY_MAX_BYTES);
  expect(await answered(422, LARGER)).toMatchObject({ kind: 'no_answer', reason: 'too_large' });
});

test('a request carries bytes as they are, with their length', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const arrived = Promise.withResolvers<{ readonly chunk: Buffer; readonly length: string | undefined }>();
  const server = createServer((message, response) => {
    message.once('data', (chunk: Buffer) => {
      arrived.resolve({ chunk, length: message.headers['content-length'] });
      response.end();
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const url = new URL(`http://127.0.0.1:${address.port}/`);
  await openClient().send({ method: 'POST', url, headers: {}, bytes });
  const { chunk, length } = await arrived.promise;
  expect([chunk.equals(bytes), length]).toEqual([true, '256']);
});
