import { beforeEach, expect, test, vi } from 'vitest';
import { app, resetElectron } from '../../../../test/electron-stand-in/electron.ts';
import { recordedLog } from '../../../../test/electron-stand-in/recorded-log.ts';
import { closeTillOnQuit } from './life.ts';

let passes = (): void => {};

vi.mock('node:timers/promises', () => ({
  setTimeout: (_ms: number, value: boolean) =>
    new Promise<boolean>((resolve) => {
      passes = () => resolve(value);
    }),
}));

beforeEach(() => resetElectron());

test('a till that hangs while closing is given ten seconds, then the program ends', async () => {
  const log = recordedLog();
  closeTillOnQuit({ close: () => new Promise(() => {}) }, log);
  app.quit();
  await new Promise((resolve) => setImmediate(resolve));
  expect(app.ending).toBeNull();
  passes();
  await vi.waitFor(() => expect(app.ending).toEqual({ how: 'exit', code: 0 }));
  expect(log.lines).toEqual(['error The till did not close in time {}']);
});
