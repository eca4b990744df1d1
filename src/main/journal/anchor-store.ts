import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../ports.ts';
import type { Anchor } from './anchor.ts';

const anchorSchema = z.strictObject({
  installationId: z.string().min(1),
  sequence: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
  z: z.number().int().positive().nullable(),
});

/** @throws Error when the text is not an anchor */
export function parseAnchor(text: string): Anchor {
  return anchorSchema.parse(JSON.parse(text));
}

/** Where the anchor of one register is kept: the keychain, or a file outside the data folder where there is none. */
export interface AnchorStore {
  readonly place: 'keychain' | 'file';
  /**
   * What is kept in either place: a keychain that was not there for a while leaves an older one in a file, and both
   * are evidence. A text that is no anchor counts as none. @throws Error when a place does not answer
   */
  read(): Promise<readonly Anchor[]>;
  write(anchor: Anchor): Promise<void>;
  /** Writes it, and forgets what any other place keeps. */
  replace(anchor: Anchor): Promise<void>;
}

export function createAnchorStore(secrets: SecretStore, folder: string, installationId: string): AnchorStore {
  const name = `${installationId}:anchor`;
  const file = join(folder, `${installationId}.json`);
  const inKeychain = secrets.kind === 'keychain';
  const write = async (anchor: Anchor): Promise<void> => {
    const text = JSON.stringify(anchor);
    if (inKeychain) await secrets.set(name, text);
    else writeWhole(folder, file, text);
  };
  return {
    place: inKeychain ? 'keychain' : 'file',
    read: async () => {
      const kept = inKeychain ? await secrets.get(name) : null;
      const written = existsSync(file) ? readFileSync(file, 'utf8') : null;
      return [kept, written].flatMap(readable);
    },
    write,
    replace: async (anchor) => {
      await write(anchor);
      if (inKeychain) rmSync(file, { force: true });
    },
  };
}

function readable(text: string | null): readonly Anchor[] {
  try {
    return text === null ? [] : [parseAnchor(text)];
  } catch {
    return [];
  }
}

/** Either the old anchor or the new one, whatever happens in between. */
function writeWhole(folder: string, file: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  const handle = openSync(part, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
}

/**
 * Where the system keeps what a program remembers about itself. Never inside the data folder: whoever copies or
 * changes that must not carry the anchor along.
 */
export function usualAnchorFolder(dataDir: string, env: NodeJS.ProcessEnv = process.env): string {
  const usual = systemFolder(env);
  return isInside(usual, dataDir) ? join(homedir(), '.tillink-anchors') : usual;
}

function systemFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'tillink', 'anchors');
  }
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'tillink', 'anchors');
  }
  return join(env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'tillink', 'anchors');
}

function isInside(folder: string, outer: string): boolean {
  const way = relative(resolve(outer), resolve(folder));
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
}
