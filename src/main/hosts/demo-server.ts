import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxOptions } from '../../sandbox/sandbox.ts';
import type { DemoServer } from '../ports.ts';

/** The simulator's books, beside the demo's database. */
const STATE_FILE = 'sandbox.json';

/**
 * Starts the built-in simulator of the payment system for the demo; it keeps its books and its port over
 * restarts. Loaded only here and only now: a till that is not a demo never reads the simulator's code.
 * @param options what tests want otherwise: a clock that they move, a deployment that behaves otherwise
 * @throws Error when the folder cannot be written or no port is free
 */
export async function startDemoServer(folder: string, options: SandboxOptions = {}): Promise<DemoServer> {
  mkdirSync(folder, { recursive: true });
  const { startSandbox } = await import('../../sandbox/sandbox.ts');
  const sandbox = await startSandbox({ statePath: join(folder, STATE_FILE), ...options });
  return { ...sandbox, payAsCustomer };
}

/** Opens the payer's page as a phone would, and sends its form as it stands. */
async function payAsCustomer(payerUrl: string): Promise<void> {
  const page = await fetch(payerUrl);
  if (!page.ok) throw new Error(`The payer page answered ${page.status}`);
  const { address, fields } = readForm(await page.text(), page.url);
  const paid = await fetch(address, { method: 'POST', body: fields });
  if (!paid.ok) throw new Error(`Paying answered ${paid.status}`);
}

/** The page's one form: where it goes, and what a payer who changes nothing sends. */
function readForm(page: string, from: string): { readonly address: URL; readonly fields: URLSearchParams } {
  const action = attribute(/<form\b[^>]*>/.exec(page)?.[0] ?? '', 'action');
  if (action === null) throw new Error('The payer page has no form');
  const fields = new URLSearchParams();
  for (const [tag] of page.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const chosen = attribute(tag, 'type') !== 'radio' || /\schecked\b/.test(tag);
    if (name !== null && chosen) fields.append(name, attribute(tag, 'value') ?? '');
  }
  return { address: new URL(action, from), fields };
}

/** Our own simulator writes its attributes in double quotes, and needs no escapes in these. */
function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null;
}
