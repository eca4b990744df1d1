import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { startDemoServer } from '../../src/main/hosts/demo-server.ts';
import { startWebHost } from '../../src/main/hosts/web/server.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import { electronTransport } from '../electron-stand-in/transport.ts';
import { webTransport } from '../harness/web-transport.ts';
import { describeTransport } from './transport-suite.ts';

async function freshTill(): Promise<{ till: Till; remove: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-transport-'));
  const secrets = memorySecrets('tests keep no keychain');
  const till = await createTill({ dataDir, version: '0.0.0', ports: { secrets, startDemoServer } });
  const remove = async (): Promise<void> => {
    await till.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { till, remove };
}

describeTransport('direct call', async () => {
  const { till, remove } = await freshTill();
  const transport = {
    request: (op: string, input: unknown) =>
      JSON.stringify(input).length > 64 * 1024
        ? Promise.resolve({ ok: false, error: { code: 'REQUEST_TOO_LARGE' } })
        : till.dispatch({ op, input }),
    subscribe: (listener: (event: unknown) => void) => till.subscribe(listener),
    close: remove,
  };
  return { till, transport };
});

describeTransport('web host', async () => {
  const { till, remove } = await freshTill();
  const host = await startWebHost({ till, files: new Map(), port: 0 });
  const transport = await webTransport(host);
  return {
    till,
    transport: {
      ...transport,
      close: async () => {
        await host.close();
        await remove();
      },
    },
  };
});

describeTransport('Electron IPC over a stand-in of its module', async () => {
  const { till, remove } = await freshTill();
  const transport = await electronTransport(till);
  return { till, transport: { ...transport, close: remove } };
});
