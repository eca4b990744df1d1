import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDemoServer } from './demo-server.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillink-demo-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the demo server answers on loopback, keeps its books in the folder and its port over a restart', async () => {
  const place = join(folder, 'demo');
  const first = await startDemoServer(place);
  expect(new URL(first.baseUrl).hostname).toBe('127.0.0.1');
  expect((await fetch(`${first.baseUrl}/_sandbox/state`)).status).toBe(200);
  await first.close();
  expect(existsSync(join(place, 'sandbox.json'))).toBe(true);
  const second = await startDemoServer(place);
  expect(second.baseUrl).toBe(first.baseUrl);
  expect(second.apiKey).toBe(first.apiKey);
  await second.close();
});
