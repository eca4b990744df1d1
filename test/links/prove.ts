import { expect } from 'vitest';
import type { Counter } from '../harness/counter.ts';

/** Proves the connection with a small payment, as a manager with a phone would. */
export async function prove(counter: Counter): Promise<void> {
  await counter.ask('proof.start', {});
  for (let round = 0; round < 40; round++) {
    await counter.pass(3000);
    const proof = await counter.ask('proof.current', {});
    if (proof?.state === 'done') return;
    if (proof && proof.question !== null) {
      await counter.ask('proof.answer', { proofId: proof.id, question: proof.question, yes: true });
    }
    await payWhatIsShown(counter);
  }
  expect(await counter.ask('proof.current', {})).toMatchObject({ state: 'done' });
}

async function payWhatIsShown(counter: Counter): Promise<void> {
  const { links, transactions } = await counter.control.books();
  const open = links.filter(({ id, deleted }) => !deleted && !transactions.some(({ link }) => link === id));
  for (const { id } of open) await counter.control.pay(id);
}
