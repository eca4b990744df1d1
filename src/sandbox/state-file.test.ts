import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from './sandbox.ts';
import { coffee, listAt, playerOf, startPlayer, textAt } from './testing/player.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('books, clock and port survive a restart; switches and faults do not', async () => {
  const statePath = join(temporaryFolder(), 'deep', 'state.json');
  const first = await startSandbox({ statePath });
  const player = playerOf(first);
  const link = await player.makeLink();
  const row = await player.control('POST', `/links/${link}/pay`, { outcome: 'processing' });
  await player.page('GET', `/pay/link/${link}`);
  await player.control('POST', '/clock', { advanceMs: 60_000 });
  await player.control('PATCH', '/switches', { env: 'prod' });
  await player.control('POST', '/faults', { kind: 'reset' });
  await first.close();
  const again = await startPlayer({ statePath });
  expect(again.sandbox.baseUrl).toBe(first.baseUrl);
  expect(await again.control('GET', '/state')).toMatchObject({
    clockOffsetMs: 60_000,
    links: [{ id: link, views: 1 }],
    transactions: [row],
    switches: { env: 'test' },
    faults: [],
  });
  const next = await again.control('POST', '/transactions', {});
  const list = await again.api('GET', '/transactions');
  expect(listAt(list.json, 'data')).toMatchObject([{ id: textAt(next, 'id') }, { id: textAt(row, 'id') }]);
});

test('the file holds a change before the answer arrives', async () => {
  const statePath = join(temporaryFolder(), 'state.json');
  const player = await startPlayer({ statePath });
  const link = await player.makeLink();
  expect(readFileSync(statePath, 'utf8')).toContain(link);
  await player.api('DELETE', `/links/${link}`);
  const kept: unknown = JSON.parse(readFileSync(statePath, 'utf8'));
  expect(kept).toMatchObject({ fourPayOnline: { links: [{ id: link, deletedMs: expect.any(Number) }] } });
});

test('takes another port when the last one is taken', async () => {
  const statePath = join(temporaryFolder(), 'state.json');
  const first = await startSandbox({ statePath });
  await first.close();
  const squatter = createServer();
  const port = Number(new URL(first.baseUrl).port);
  await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => squatter.close(() => resolve())));
  const again = await startPlayer({ statePath });
  expect(again.sandbox.baseUrl).not.toBe(first.baseUrl);
  await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test.each([
  ['half a file', '{"version":1,"port":'],
  ['another version', '{"version":2}'],
  [
    'a damaged row',
    '{"version":1,"port":null,"clockOffsetMs":0,"fourPayOnline":{"nextSequence":1,"links":[{}]}}',
  ],
  ['an empty file', ''],
])('sets %s aside and starts fresh', async (_name, text) => {
  const folder = temporaryFolder();
  const statePath = join(folder, 'state.json');
  writeFileSync(statePath, text);
  const player = await startPlayer({ statePath });
  expect(listAt(await player.control('GET', '/state'), 'links')).toEqual([]);
  const aside = readdirSync(folder).find((name) => name.startsWith('state.json.damaged-'));
  expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(text);
  expect((await player.api('POST', '/links', coffee)).status).toBe(201);
});

test('without a state file nothing is kept', async () => {
  const first = await startSandbox();
  await playerOf(first).makeLink();
  await first.close();
  const again = await startPlayer();
  expect(listAt(await again.control('GET', '/state'), 'links')).toEqual([]);
});
