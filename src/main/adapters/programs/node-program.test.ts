import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { runInNode } from './node-program.ts';

function program(text: string): string {
  const path = join(temporaryFolder(), 'program.mjs');
  writeFileSync(path, text);
  return path;
}

test('a program gets its arguments and answers with its code', async () => {
  const path = program('process.exit(process.argv.slice(2).join() === "a,b c" ? 7 : 1);');
  expect(await runInNode(path, ['a', 'b c'], { timeoutMs: 30_000 })).toBe(7);
});

test('SEC-7 it inherits nothing of the environment', async () => {
  process.env['TILLINK_CANARY'] = 'secret';
  try {
    const path = program('process.exit(Object.keys(process.env).includes("TILLINK_CANARY") ? 1 : 0);');
    expect(await runInNode(path, [], { timeoutMs: 30_000 })).toBe(0);
  } finally {
    delete process.env['TILLINK_CANARY'];
  }
});

test('one that never ends is ended', async () => {
  expect(await runInNode(program('setInterval(() => {}, 1000);'), [], { timeoutMs: 300 })).toBeNull();
});

test('one that takes more memory than it may is ended', async () => {
  const path = program('const all = []; for (;;) all.push(new Array(100_000).fill(1.5));');
  expect(await runInNode(path, [], { timeoutMs: 60_000, heapMiB: 32 })).not.toBe(0);
});
