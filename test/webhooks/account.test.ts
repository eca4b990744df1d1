import { onTestFinished, test, expect } from 'vitest';
import { openCounter } from '../harness/counter.ts';

test('SEC-7 the secret of one account proves nothing for another one, and is kept for the same one', async () => {
  const counter = await openCounter();
  onTestFinished(() => counter.close());
  const connect = async (apiKey: string, organizationId: string | null): Promise<void> => {
    const entered = counter.ask('connection.enterKey', { apiKey, organizationId });
    await counter.pass(3000);
    await entered;
  };
  await counter.ask('webhook.keepSecret', { secret: 'a secret of the first account' });
  await connect(counter.sandbox.apiKey, null);
  expect(await counter.ask('webhook.get', {})).toMatchObject({ secretAtHand: true });
  await connect('pk_test_neighbour', 'another-organization');
  await counter.settle();
  expect(await counter.ask('webhook.get', {})).toMatchObject({ secret: null, secretAtHand: false });
  await counter.restart();
  expect(await counter.ask('webhook.get', {})).toMatchObject({ secret: null, secretAtHand: false });
});
