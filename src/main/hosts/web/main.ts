import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTill, DataFolderBusy, type Till } from '../../till.ts';
import { startDemoServer } from '../demo-server.ts';
import { startDemoOnFirstRun } from '../first-run-demo.ts';
import { takeEnvironment } from '../environment.ts';
import { loadPageFiles } from '../page.ts';
import { readWebOptions, type WebOptions } from './command-line.ts';
import { openBrowser } from './open-browser.ts';
import { startWebHost, type WebHost } from './server.ts';

/** The project's folder: the page and the version lie there, whether this file runs from source or built. */
function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The project folder was not found');
  return findRoot(parent);
}

async function startTill(options: WebOptions, root: string): Promise<{ till: Till; host: WebHost }> {
  const files = loadPageFiles(join(root, 'out', 'renderer'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const environment = takeEnvironment(process.env);
  const till = await createTill({
    dataDir: options.dataDir,
    version: String(version),
    environment,
    ports: { startDemoServer, ...(options.products === null ? {} : { demoProducts: options.products }) },
  });
  try {
    if (options.demo) await startDemoOnFirstRun(till, /^ru/i.test(process.env['LANG'] ?? '') ? 'ru' : 'en');
    return { till, host: await listenWherePossible(till, files, options) };
  } catch (error) {
    await till.close();
    throw error;
  }
}

async function listenWherePossible(
  till: Till,
  files: ReturnType<typeof loadPageFiles>,
  { port, portNamed }: WebOptions,
): Promise<WebHost> {
  try {
    return await startWebHost({ till, files, port });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    if (portNamed) throw new Error(`Port ${port} is taken by another program`);
    return startWebHost({ till, files, port: 0 });
  }
}

function closeOnSignals(till: Till, host: WebHost): void {
  let closing = false;
  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    await host.close();
    await till.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void close());
  process.on('SIGTERM', () => void close());
}

async function main(): Promise<void> {
  const options = readWebOptions(process.argv.slice(2));
  const { till, host } = await startTill(options, findRoot(import.meta.dirname));
  closeOnSignals(till, host);
  console.log(`Tillink is ready: ${host.address}`);
  if (options.open && !(await openBrowser(host.address, options.dataDir))) {
    console.log('No browser could be opened here: open the address above in one.');
  }
}

main().catch((error: unknown) => {
  const sentence = error instanceof Error ? error.message : String(error);
  console.error(error instanceof DataFolderBusy ? `${sentence}: close it first.` : sentence);
  process.exit(error instanceof TypeError ? 2 : 1);
});
