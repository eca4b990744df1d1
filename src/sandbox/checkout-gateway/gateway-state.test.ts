import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../sandbox.ts';
import { actPath, gatewayPlayerOf, startGateway } from '../testing/gateway-player.ts';
import { at, listAt, playerOf, textAt } from '../testing/player.ts';

const clock = { now: () => Date.UTC(2026, 2, 1, 10) };

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state.json');
}

test('payments, tokens and applications survive a restart, and signed addresses still open', async () => {
  const statePath = temporaryFile();
  const first = await startSandbox({ statePath, clock });
  const player = gatewayPlayerOf(playerOf(first));
  const open = await player.makeCheckout();
  const paid = await player.makeCheckout();
  await player.press(paid, 'method', { method: 'sandbox-bank/transfer' });
  await player.press(paid, 'half');
  await player.control('PATCH', '/switches', { gatewayReceivedSeconds: 600 });
  const seen = await player.makeCheckout({ redirectUrl: 'https://shop.example/' });
  await player.play(seen.id, 'confirm');
  await player.control('POST', '/gateway/tokens', { token: 'ct_made', scopes: ['payments.get'] });
  await player.control('POST', '/gateway/tokens/ct_test_star', { act: 'revoke' });
  await player.control('POST', '/gateway/applications', { name: 'Kiosk' });
  const before = await player.books();
  await first.close();

  const again = await startGateway({ statePath, clock });
  expect(await again.books()).toEqual(before);
  expect((await again.page('GET', open.path)).status).toBe(200);
  expect((await again.page('GET', actPath(paid, 'result'))).text).toContain('data-status="UNDERPAID"');
  expect((await again.gateway('GET', `/payment/${open.id}`, undefined, 'ct_made')).status).toBe(200);
  expect((await again.gateway('GET', `/payment/${open.id}`, undefined, 'ct_test_star')).status).toBe(401);
  // What was to count later does so, although its switch is off again.
  expect(await again.payment(seen.id)).toMatchObject({ status: 'RECEIVED' });
  await again.control('POST', '/clock', { advanceMs: 600_000 });
  expect(await again.payment(seen.id)).toMatchObject({ status: 'CONFIRMED' });
  await again.control('POST', '/clock', { advanceMs: 3_000_000 });
  expect(await again.payment(open.id)).toMatchObject({ status: 'EXPIRED' });
  const next = await again.makeCheckout();
  expect(textAt(listAt(await again.books(), 'payments')[0], 'id')).toBe(next.id);
});

test('the file holds a checkout before its answer arrives, and each change after it', async () => {
  const statePath = temporaryFile();
  const player = await startGateway({ statePath });
  const kept = (): unknown => at(JSON.parse(readFileSync(statePath, 'utf8')), 'checkoutGateway.checkouts.0');
  const made = await player.makeCheckout();
  expect(kept()).toMatchObject({ id: made.id, status: 'CREATED' });
  await player.press(made, 'method', { method: 'sandbox-bank/transfer' });
  expect(kept()).toMatchObject({ status: 'PENDING', chosen: 'sandbox-bank/transfer' });
  await player.press(made, 'more');
  expect(kept()).toMatchObject({ status: 'OVERPAID', paidMinor: 33_000 });
});

test('a file from before there was a gateway begins one', async () => {
  const statePath = temporaryFile();
  const first = await startSandbox({ statePath });
  const link = await playerOf(first).makeLink();
  await first.close();
  const { checkoutGateway: _left, ...older } = Object(JSON.parse(readFileSync(statePath, 'utf8')));
  writeFileSync(statePath, JSON.stringify(older));
  const player = await startGateway({ statePath });
  expect(listAt(await player.control('GET', '/state'), 'links')).toMatchObject([{ id: link }]);
  const made = await player.makeCheckout();
  expect((await player.page('GET', made.path)).status).toBe(200);
});

test.each([
  ['a payment', (books: Record<string, unknown[]>) => books['checkouts']?.push({ id: 'x' })],
  ['the signing key', (books: Record<string, unknown>) => Reflect.deleteProperty(books, 'signingKey')],
  ['the list of tokens', (books: Record<string, unknown>) => Reflect.set(books, 'tokens', 'none')],
])('a file with damage to %s is set aside', async (_name, damage) => {
  const statePath = temporaryFile();
  const first = await startSandbox({ statePath });
  await first.close();
  const state = JSON.parse(readFileSync(statePath, 'utf8'));
  damage(state.checkoutGateway);
  writeFileSync(statePath, JSON.stringify(state));
  const player = await startGateway({ statePath });
  expect(listAt(await player.books(), 'payments')).toEqual([]);
  const names = readdirSync(join(statePath, '..'));
  expect(names.some((name) => name.startsWith('state.json.damaged-'))).toBe(true);
});
