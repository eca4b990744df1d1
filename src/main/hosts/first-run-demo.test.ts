import { expect, test } from 'vitest';
import type { Envelope } from '../../contract/envelope.ts';
import { startDemoOnFirstRun } from './first-run-demo.ts';

async function asked(reply: Envelope): Promise<readonly unknown[]> {
  const requests: unknown[] = [];
  const dispatch = async (request: unknown): Promise<Envelope> => {
    requests.push(request);
    return reply;
  };
  await startDemoOnFirstRun({ dispatch }, 'en');
  return requests;
}

const status = {
  phase: 'first_run',
  version: '1',
  mode: null,
  registerCode: null,
  currency: null,
  settings: null,
  secrets: { kind: 'memory', reason: null },
  demoAddress: null,
  attentionCount: 0,
  startupError: null,
};

test('the demo is started on the first run alone', async () => {
  expect(await asked({ ok: true, value: status })).toHaveLength(2);
  expect(await asked({ ok: true, value: { ...status, phase: 'ready' } })).toHaveLength(1);
});

test('a till that does not say how it is is left alone', async () => {
  expect(await asked({ ok: true, value: { phase: 'first_run' } })).toHaveLength(1);
  const error = { code: 'INTERNAL', category: 'internal', message: '', correlationId: '' } as const;
  expect(await asked({ ok: false, error })).toHaveLength(1);
});
