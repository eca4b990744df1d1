import { describe, expect, it } from 'vitest';
import { createClient } from './client.ts';
import { RequestError } from './request-error.ts';

const clientThatGets = (reply: unknown) =>
  createClient({ request: async () => reply, subscribe: () => () => undefined });

describe('the client', () => {
  it('hands over a value that follows the contract', async () => {
    const client = clientThatGets({ ok: true, value: { items: [] } });
    expect(await client.request('attention.list', {})).toEqual({ items: [] });
  });

  it("throws main's error with its code and details", async () => {
    const error = {
      code: 'PROVIDER_KEY_REFUSED',
      category: 'payment',
      message: 'no',
      details: { field: 'apiKey' },
      correlationId: 'c1',
    };
    const refused = clientThatGets({ ok: false, error }).request('app.status', {});
    await expect(refused).rejects.toThrow(RequestError);
    await expect(refused).rejects.toMatchObject({ code: 'PROVIDER_KEY_REFUSED', wire: error });
  });

  it.each([
    ['no envelope', undefined],
    ['another shape', { ok: true, value: { items: 'none' } }],
    ['a field too many', { ok: true, value: { items: [], apiKey: 'secret' } }],
  ])('refuses %s', async (_name, reply) => {
    await expect(clientThatGets(reply).request('attention.list', {})).rejects.toMatchObject({
      code: 'INTERNAL',
    });
  });
});
