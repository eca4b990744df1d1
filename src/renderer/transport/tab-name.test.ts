import { expect, it } from 'vitest';
import { nameOfTab } from './tab-name.ts';

function tab(kept: Map<string, string> = new Map()) {
  return {
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    crypto: globalThis.crypto,
  };
}

it('SEC-9 a tab has a name of its own, the same after a reload, that nobody guesses', () => {
  const kept = new Map<string, string>();
  const name = nameOfTab(tab(kept));
  expect(name).toMatch(/^[0-9a-f]{32}$/);
  expect(nameOfTab(tab(kept))).toBe(name);
  expect(nameOfTab(tab())).not.toBe(name);
});
