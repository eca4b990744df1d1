import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/** A folder with our rules and nothing else. */
const folder = mkdtempSync(join(tmpdir(), 'tillink-layers-'));
cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the linter says of a file that stands at `path` and imports `specifier`. */
function lint(path: string, specifier: string): { readonly failed: boolean; readonly words: string } {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import { something } from '${specifier}';\n\nexport const used = something;\n`);
  const run = spawnSync(process.execPath, [biome, 'lint', '--vcs-enabled=false', path], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(file);
  return { failed: run.status !== 0, words: `${run.stdout}${run.stderr}`.replace(/\s+/g, ' ') };
}

test.each([
  ['src/domain/x.ts', 'node:fs', 'This layer is pure'],
  ['src/domain/x.ts', '../contract/errors.ts', 'The domain knows nothing of the wire'],
  ['src/domain/x.ts', 'zod', "Schemas are the contract's"],
  ['src/contract/x.ts', '../main/till.ts', 'Ask through the contract'],
  ['src/renderer/features/sell/x.ts', '../../../main/till.ts', 'Ask through the contract'],
  ['src/renderer/features/sell/x.ts', 'electron', 'Only src/main/index.ts'],
  ['src/preload/x.ts', 'zod', 'zod would add'],
  ['src/sandbox/x.ts', '../domain/money.ts', 'imports nothing of ours'],
  ['src/main/payments/x.ts', 'better-sqlite3', 'Only src/main/database opens SQLite'],
  ['src/main/payments/x.ts', '../sales/sale-store.ts', 'through its service, never through its store'],
  ['src/main/payments/x.ts', '../refunds/refund-store.ts', 'through its service, never through its store'],
  ['src/main/refunds/x.ts', '../payments/payment-store.ts', 'through its service, never through its store'],
  ['src/main/proof/x.ts', '../payments/attention-store.ts', 'through its service, never through its store'],
  ['src/main/proof/x.ts', '../refunds/refund-store.ts', 'through its service, never through its store'],
  ['src/main/opening/x.ts', '../connections/connection-store.ts', 'through its service, never through its'],
  ['src/main/staff/x.ts', '../settings/settings-store.ts', 'through its service, never through its store'],
  ['src/main/shifts/x.ts', '../sales/sale-store.ts', 'through its service, never through its store'],
  ['src/main/sales/x.ts', '../taxes/tax-store.ts', 'through its service, never through its store'],
  ['src/main/history/x.ts', '../refunds/refund-store.ts', 'through its service, never through its store'],
  ['src/main/sales/x.ts', '../proof/proof-store.ts', 'through its service, never through its store'],
  ['src/main/payments/x.ts', '../links/link-store.ts', 'through its service, never through its store'],
  ['src/main/links/x.ts', '../payments/payment-store.ts', 'through its service, never through its store'],
  ['src/main/webhooks/x.ts', '../adapters/http/http-client.ts', 'Features know ports, not adapters'],
  ['src/main/refunds/x.ts', 'better-sqlite3', 'Only src/main/database opens SQLite'],
  ['src/main/proof/x.ts', '../adapters/http/http-client.ts', 'Features know ports, not adapters'],
  ['src/main/opening/x.ts', '../../sandbox/sandbox.ts', 'only hosts import() it'],
  ['src/main/sales/x.ts', '../adapters/qr/qr-maker.ts', 'Features know ports, not adapters'],
  ['src/main/sales/x.ts', '../../sandbox/sandbox.ts', 'only hosts import() it'],
  ['src/main/adapters/http/x.ts', 'keytar', 'Only src/main/adapters/secrets'],
  ['src/main/till.ts', './hosts/web/server.ts', 'Hosts start the till'],
  ['src/main/hosts/web/x.ts', 'electron', 'Only src/main/index.ts'],
  ['src/main/catalog/x.ts', 'react', 'React lives in src/renderer'],
])('%s may not import %s, and is told what to do instead', (path, specifier, words) => {
  const said = lint(path, specifier);
  expect(said.failed).toBe(true);
  expect(said.words).toContain(words);
});

test.each([
  ['src/main/database/x.ts', 'better-sqlite3'],
  ['src/main/adapters/secrets/x.ts', 'keytar'],
  ['src/main/payments/x.ts', './payment-store.ts'],
  ['src/main/payments/x.ts', '../sales/sale-service.ts'],
  ['src/main/refunds/x.ts', './refund-store.ts'],
  ['src/main/proof/x.ts', './proof-store.ts'],
  ['src/main/opening/x.ts', '../payments/attention-service.ts'],
  ['src/renderer/features/sell/x.ts', '../../../domain/money.ts'],
  ['src/main/hosts/electron/x.ts', 'electron'],
  ['src/main/hosts/web/x.ts', '../../till.ts'],
])('%s may import %s', (path, specifier) => {
  const said = lint(path, specifier);
  expect(said.words).not.toContain('noRestrictedImports');
  expect(said.failed).toBe(false);
});

test('every feature of main has its own rules: none reaches the store of another', () => {
  const features = readdirSync(join(root, 'src', 'main'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['adapters', 'database', 'hosts'].includes(entry.name))
    .map(({ name }) => name);
  expect(features.length).toBeGreaterThan(8);
  const allowed = features.filter((name) => {
    const other = name === 'sales' ? 'payments' : 'sales';
    return !lint(`src/main/${name}/x.ts`, `../${other}/${other.slice(0, -1)}-store.ts`).failed;
  });
  expect(allowed).toEqual([]);
});
