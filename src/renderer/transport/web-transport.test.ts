import { describe, expect, it } from 'vitest';
import { createLink, type LinkState } from './link.ts';
import { AccessRefused, MainUnreachable } from './transport.ts';
import { createWebTransport } from './web-transport.ts';

type Answer = Response | Error;

/** A host that answers each call with the next of its answers, and then hangs for ever. */
function host(answers: readonly Answer[]) {
  const calls: { readonly path: string; readonly init: RequestInit | undefined }[] = [];
  const waits: number[] = [];
  const states: LinkState[] = [];
  const link = createLink('waiting');
  link.watch((state) => states.push(state));
  const transport = createWebTransport({
    token: 'secret',
    link,
    wait: async (ms) => void waits.push(ms),
    fetch: (path, init) => {
      calls.push({ path: String(path), init });
      const answer = answers[calls.length - 1];
      if (answer === undefined) return new Promise(() => undefined);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  return { transport, link, calls, waits, states };
}

const stream = (...lines: readonly string[]) => new Response(lines.join(''));
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a request', () => {
  it('is posted with the token and answered with JSON', async () => {
    const { transport, calls } = host([Response.json({ ok: true, value: 7 })]);
    expect(await transport.request('app.status', {})).toEqual({ ok: true, value: 7 });
    expect(calls[0]?.path).toBe('/request');
    expect(calls[0]?.init?.body).toBe('{"op":"app.status","input":{}}');
    expect(new Headers(calls[0]?.init?.headers).get('authorization')).toBe('Bearer secret');
  });

  it('says that main is not there', async () => {
    const { transport, states } = host([new TypeError('Failed to fetch')]);
    await expect(transport.request('app.status', {})).rejects.toThrow(MainUnreachable);
    expect(states).toEqual(['down']);
  });

  it('says that the token is wrong', async () => {
    const { transport, link } = host([new Response(null, { status: 401 })]);
    await expect(transport.request('app.status', {})).rejects.toThrow(AccessRefused);
    expect(link.current()).toBe('refused');
  });

  it('takes a broken answer for no answer', async () => {
    const { transport } = host([new Response('{"ok":tr')]);
    await expect(transport.request('app.status', {})).rejects.toThrow(MainUnreachable);
  });
});

describe('the events', () => {
  it('come one by one, and again after the stream has ended', async () => {
    const { transport, states, calls } = host([stream('\n', '{"a":1}\n{"b"', ':2}\n'), stream('{"c":3}\n')]);
    const seen: unknown[] = [];
    const stop = transport.subscribe((event) => seen.push(event));
    await settled();
    stop();
    expect(seen).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
    expect(states).toEqual(['up', 'down', 'up', 'down']);
    expect(calls.every(({ path }) => path === '/events')).toBe(true);
  });

  it('are asked for more and more patiently while nobody answers', async () => {
    const down = new TypeError('Failed to fetch');
    const { transport, waits, states } = host([down, down, down, down, down, down, stream('\n')]);
    const stop = transport.subscribe(() => undefined);
    await settled();
    stop();
    expect(waits).toEqual([500, 1000, 2000, 3000, 3000, 3000, 250]);
    expect(states).toEqual(['down', 'up', 'down']);
  });

  it('are given up when the token is refused', async () => {
    const { transport, calls, link } = host([new Response(null, { status: 401 })]);
    transport.subscribe(() => undefined);
    await settled();
    expect(link.current()).toBe('refused');
    expect(calls).toHaveLength(1);
  });
});
