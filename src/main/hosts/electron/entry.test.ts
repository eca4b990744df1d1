import { expect, test, vi } from 'vitest';
import { createTill } from '../../till.ts';
import { startElectronHost } from './start.ts';

vi.mock('./start.ts', () => ({ startElectronHost: vi.fn() }));

test('the entry hands in the process’s own, and the paths of the build', async () => {
  await import('../../index.ts');
  expect(startElectronHost).toHaveBeenCalledExactlyOnceWith({
    argv: process.argv,
    env: process.env,
    preload: expect.stringMatching(/[\\/]preload[\\/]index\.cjs$/),
    pageFolder: expect.stringMatching(/[\\/]renderer$/),
    createTill,
  });
});
