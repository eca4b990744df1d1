import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the web host was asked for. */
export interface WebOptions {
  readonly dataDir: string;
  readonly port: number;
  /** A port that was named must be that one; the usual one may be taken by another program. */
  readonly portNamed: boolean;
  readonly open: boolean;
  readonly demo: boolean;
  /** So many sample products in a demo that begins; null: its café. */
  readonly products: number | null;
}

export const USUAL_PORT = 4173;

/** @throws TypeError in words for the person who typed it */
export function readWebOptions(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): WebOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    allowPositionals: false,
    options: {
      web: { type: 'boolean', default: false },
      port: { type: 'string' },
      data: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      demo: { type: 'boolean', default: false },
      products: { type: 'string' },
    },
  });
  return {
    dataDir: values.data === undefined ? usualDataDir(env) : resolve(values.data),
    port: values.port === undefined ? USUAL_PORT : readPort(values.port),
    portNamed: values.port !== undefined,
    open: !values['no-open'],
    demo: values.demo,
    products: values.products === undefined ? null : readProducts(values.products),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new TypeError(`--port takes a number up to 65535, not "${text}"`);
  return port;
}

const PRODUCTS_MAX = 1_000_000;

function readProducts(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > PRODUCTS_MAX)
    throw new TypeError(`--products takes a number from 1 to ${PRODUCTS_MAX}, not "${text}"`);
  return count;
}

/** Where Electron keeps what belongs to a program and a person: both hosts open the same till. */
function usualDataDir(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') {
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'tillink', 'till');
  }
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'tillink', 'till');
  }
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'tillink', 'till');
}
