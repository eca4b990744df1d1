import { expect, it } from 'vitest';
import { takeToken } from './token.ts';

function page(hash: string, stored: Record<string, string> = {}) {
  const addresses: string[] = [];
  return {
    addresses,
    stored,
    location: { hash, pathname: '/', search: '?x=1' },
    history: {
      replaceState: (_data: unknown, _unused: string, address?: string | URL | null) => {
        addresses.push(String(address));
      },
    },
    sessionStorage: {
      getItem: (key: string) => stored[key] ?? null,
      setItem: (key: string, value: string) => {
        stored[key] = value;
      },
    },
  };
}

it('takes the token out of the address and keeps it for the tab', () => {
  const first = page('#token=abc-1');
  expect(takeToken(first)).toBe('abc-1');
  expect(first.addresses).toEqual(['/?x=1']);
  expect(takeToken(page('', first.stored))).toBe('abc-1');
});

it('prefers the token of the address: after a restart the old one is worth nothing', () => {
  const old = page('#token=old');
  takeToken(old);
  expect(takeToken(page('#token=new', old.stored))).toBe('new');
});

it('has none without an address and a memory', () => {
  expect(takeToken(page(''))).toBeNull();
  expect(takeToken(page('#token='))).toBeNull();
});
