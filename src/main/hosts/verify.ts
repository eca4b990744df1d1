import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openCopyToRead } from '../database/read-only.ts';
import type { Anchor } from '../journal/anchor.ts';
import { createAnchorStore, parseAnchor, usualAnchorFolder } from '../journal/anchor-store.ts';
import { checkEverything } from '../journal/check-file.ts';
import type { BooksReport } from '../journal/verify-books.ts';
import { databasePath } from '../session.ts';

/**
 * `npm run verify -- --data DIR [--anchor FILE] [--json]`: whether the books of a data folder can be trusted, for
 * whoever does not want to ask the till itself. Nothing is written into the folder, and a till that is at work in it
 * sells on. Ends with 0 when everything agrees, 1 when something does not, 2 when it could not be read.
 */
const USAGE = 'npm run verify -- --data DIR [--anchor FILE] [--json]';

const MODES = ['demo', 'test', 'live'] as const;

interface Options {
  readonly dataDir: string;
  readonly anchorFile: string | null;
  readonly json: boolean;
}

/** What became of one database. */
interface Verdict {
  readonly mode: (typeof MODES)[number];
  readonly register: string | null;
  /** Where the anchor came from; null where there is none: then a consistent cut is not seen. */
  readonly anchor: 'given' | 'found' | null;
  readonly report: BooksReport | null;
  /** Why it could not be read. */
  readonly problem: string | null;
}

/** @throws TypeError in words for the person who typed it */
function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: {
      data: { type: 'string' },
      anchor: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.data === undefined) throw new TypeError(`Which data folder? ${USAGE}`);
  const anchorFile = values.anchor === undefined ? null : resolve(values.anchor);
  return { dataDir: resolve(values.data), anchorFile, json: values.json };
}

async function verify(mode: Verdict['mode'], dataDir: string, given: Anchor | null): Promise<Verdict> {
  try {
    const database = await openCopyToRead(databasePath(dataDir, mode));
    try {
      const found = database.read.get<{ code: string; installation_id: string }>(
        'SELECT code, installation_id FROM register',
      );
      const id = found?.installation_id ?? '';
      const own = given?.installationId === id ? given : null;
      const kept = own || given ? [] : await keptAnchors(dataDir, id);
      const anchors = own ? [own] : kept;
      const anchor = own ? 'given' : kept.length > 0 ? 'found' : null;
      const report = checkEverything(database, { anchors });
      return { mode, register: found?.code ?? null, anchor, report, problem: null };
    } finally {
      database.close();
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { mode, register: null, anchor: null, report: null, problem };
  }
}

/** What the till keeps in files of this machine; the keychain is asked by the till itself alone. */
async function keptAnchors(dataDir: string, installationId: string): Promise<readonly Anchor[]> {
  const noKeychain = { kind: 'memory', reason: null, get: async () => null } as const;
  const secrets = { ...noKeychain, set: async () => {}, delete: async () => {} };
  return createAnchorStore(secrets, usualAnchorFolder(dataDir), installationId).read();
}

function print({ mode, register, anchor, report, problem }: Verdict): void {
  const name = `${mode.padEnd(5)} ${(register ?? '').padEnd(5)}`;
  if (!report) {
    console.log(`${name} could not be read: ${problem}`);
    return;
  }
  const compared = anchor === null ? 'no anchor' : `anchor ${anchor}`;
  const head = report.head ? `, ends ${report.head.sequence} ${report.head.hash}` : '';
  const verdict = report.faultCount === 0 ? 'sound' : `${report.faultCount} FAULTS`;
  console.log(`${name} ${verdict}: ${report.entries} entries${head}, ${compared}`);
  for (const { kind, table, id, sequence } of report.faults) {
    const where = [table, id, sequence === null ? null : `entry ${sequence}`].filter((part) => part !== null);
    console.log(`  ${kind.padEnd(15)} ${where.join(' ')}`);
  }
  const unkept = report.faultCount - report.faults.length;
  if (unkept > 0) console.log(`  and ${unkept} more`);
}

async function main(): Promise<number> {
  const { dataDir, anchorFile, json } = readOptions(process.argv.slice(2));
  const modes = MODES.filter((mode) => existsSync(databasePath(dataDir, mode)));
  if (modes.length === 0) throw new Error(`There is no till in ${dataDir}`);
  const given = anchorFile === null ? null : parseAnchor(readFileSync(anchorFile, 'utf8'));
  const verdicts: Verdict[] = [];
  for (const mode of modes) {
    const verdict = await verify(mode, dataDir, given);
    verdicts.push(verdict);
    print(verdict);
  }
  if (given && !verdicts.some(({ anchor }) => anchor === 'given')) {
    throw new Error('The anchor is of another till');
  }
  const unread = verdicts.some(({ report }) => report === null);
  const code = verdicts.some(({ report }) => report && report.faultCount > 0) ? 1 : unread ? 2 : 0;
  if (json) console.log(JSON.stringify({ code, verdicts }));
  return code;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  },
);
