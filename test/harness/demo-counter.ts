import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TillEvent } from '../../src/contract/events.ts';
import type { ProofView } from '../../src/contract/views.ts';
import { createQrMaker } from '../../src/main/adapters/qr/qr-maker.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { startDemoServer } from '../../src/main/hosts/demo-server.ts';
import type { DemoServer } from '../../src/main/ports.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import type { SandboxSwitches } from '../../src/sandbox/sandbox.ts';
import { checkHere } from '../builders/check-here.ts';
import { createManualClock } from '../builders/manual-clock.ts';
import { type Ask, askOver } from './ask.ts';
import type { Counter } from './counter.ts';
import { controlOf } from './sandbox-control.ts';
import { createTraffic } from './traffic.ts';

/** The demo under test: its simulator is the real one, its customer the one who pays by himself. */
export interface DemoCounter
  extends Pick<Counter, 'ask' | 'clock' | 'control' | 'dataDir' | 'events' | 'pass' | 'restart' | 'close'> {
  readonly baseUrl: string;
  /** Starts a proof, and lets time pass until it has ended. */
  prove(): Promise<ProofView>;
}

/** Longer than any proof takes that is not waiting for a person, in milliseconds. */
const PROOF_MS = 5 * 60_000;

export async function openDemoCounter(switches: Partial<SandboxSwitches> = {}): Promise<DemoCounter> {
  const { settle, track } = createTraffic();
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), settle);
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-test-'));
  const anchorFolder = mkdtempSync(join(tmpdir(), 'tillink-test-'));
  const demo = await startDemoServer(join(dataDir, 'simulator'), { clock, switches });
  const events: TillEvent[] = [];
  const secrets = memorySecrets('tests keep no keychain');
  const qr = createQrMaker();
  /** It outlives the tills that a test starts one after the other. */
  const server: DemoServer = {
    ...demo,
    payAsCustomer: (payerUrl) => track(demo.payAsCustomer(payerUrl)),
    close: async () => {},
  };
  const open = async (): Promise<Till> => {
    const till = await createTill({
      dataDir,
      version: '0.0.0',
      ports: {
        clock,
        secrets,
        anchorFolder,
        startCheck: checkHere,
        qr: { make: (text) => track(qr.make(text)) },
        startDemoServer: async () => server,
        wrapHttp: (client) => ({ ...client, send: (request) => track(client.send(request)) }),
      },
    });
    till.subscribe((event) => events.push(event));
    return till;
  };
  let till = await open();
  const ask: Ask = askOver((op, input) => till.dispatch({ op, input }));
  await ask('setup.startDemo', { language: 'en' });
  await settle();
  return {
    baseUrl: demo.baseUrl,
    ask,
    clock,
    control: controlOf(demo),
    dataDir,
    events,
    pass: (ms) => clock.advance(ms),
    prove: async () => {
      await ask('proof.start', {});
      await clock.advance(PROOF_MS);
      const proof = await ask('proof.current', {});
      if (!proof) throw new Error('There is no proof');
      return proof;
    },
    restart: async () => {
      await till.close();
      till = await open();
      await settle();
    },
    close: async () => {
      await till.close();
      await demo.close();
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(anchorFolder, { recursive: true, force: true });
    },
  };
}
