import { beforeEach, describe, expect, test } from 'vitest';
import { app, protocol, resetElectron, session } from '../../../../test/electron-stand-in/electron.ts';
import type { PageFile } from '../page.ts';
import { answerPageRequest, registerAppScheme, serveAppProtocol } from './app-protocol.ts';

const html: PageFile = {
  type: 'text/html; charset=utf-8',
  body: Buffer.from('<!doctype html><meta name="nonce" content="%TILLINK_NONCE%">'),
};
const script: PageFile = { type: 'text/javascript; charset=utf-8', body: Buffer.from('1') };
const files = new Map([
  ['/', html],
  ['/index.html', html],
  ['/assets/index-1a2b.js', script],
]);
const sha = 'a1'.repeat(32);

let asked: string[];
const findImage = async (name: string): Promise<PageFile> => {
  asked.push(name);
  return { type: 'image/webp', body: Buffer.from('picture') };
};

beforeEach(() => {
  asked = [];
});

const get = (url: string, method = 'GET'): Promise<Response> =>
  answerPageRequest({ method, url }, files, findImage);

test.each(['app://till/', 'app://till/index.html', 'app://till/assets/index-1a2b.js', 'app://till/#/sale'])(
  'SEC-2 %s is served',
  async (url) => {
    expect((await get(url)).status).toBe(200);
  },
);

test('SEC-3 the page carries the policy as a header, without a connection anywhere, and its nonce', async () => {
  const response = await get('app://till/');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  const nonce = /'nonce-([\w-]{20,})'/.exec(policy)?.[1];
  expect(await response.text()).toContain(`content="${nonce}"`);
  expect((await get('app://till/')).headers.get('content-security-policy')).not.toBe(policy);
});

const hostile: readonly (readonly [string, string])[] = [
  ['a file that is not listed', 'app://till/package.json'],
  ['no path', 'app://till'],
  ['dot dot', 'app://till/../package.json'],
  ['dot dot inside', 'app://till/assets/../index.html'],
  ['encoded dots', 'app://till/%2e%2e/package.json'],
  ['encoded dots inside', 'app://till/assets/%2e%2e/index.html'],
  ['encoded slash', 'app://till/..%2fpackage.json'],
  ['encoded slash of a listed file', 'app://till/assets%2findex-1a2b.js'],
  ['upper-case encoding', 'app://till/..%2Fpackage.json'],
  ['double encoding', 'app://till/%252e%252e%252fpackage.json'],
  ['overlong UTF-8', 'app://till/%c0%ae%c0%ae/package.json'],
  ['backslash', 'app://till/..\\package.json'],
  ['backslash for a slash', 'app://till\\index.html'],
  ['encoded backslash', 'app://till/..%5cpackage.json'],
  ['null byte', 'app://till/index.html\0.js'],
  ['encoded null byte', 'app://till/index.html%00'],
  ['line break', 'app://till/index.html\n'],
  ['encoded letter', 'app://till/%69ndex.html'],
  ['trailing dot', 'app://till/index.html.'],
  ['trailing space', 'app://till/index.html%20'],
  ['double slash', 'app://till//index.html'],
  ['a folder', 'app://till/assets/'],
  ['absolute path', 'app://till//etc/passwd'],
  ['drive', 'app://till/C:/Windows/win.ini'],
  ['alternate stream', 'app://till/index.html::$DATA'],
  ['member of Object', 'app://till/__proto__'],
  ['member of Map', 'app://till/constructor'],
  ['query', 'app://till/index.html?x=1'],
  ['empty query', 'app://till/?'],
  ['query in place of a path', 'app://till?/index.html'],
  ['another host', 'app://tills/index.html'],
  ['a longer host', 'app://till.example.org/index.html'],
  ['upper-case host', 'app://TILL/index.html'],
  ['no host', 'app:///index.html'],
  ['no slashes', 'app:till/index.html'],
  ['port', 'app://till:80/index.html'],
  ['user', 'app://user@till/index.html'],
  ['user and password', 'app://till:till@evil/index.html'],
  ['another scheme', 'https://till/index.html'],
  ['file', 'file:///index.html'],
  ['a scheme before ours', 'xapp://till/index.html'],
  ['a space before', ' app://till/index.html'],
  ['nothing', ''],
  ['image: short name', `app://till/images/${sha.slice(1)}.webp`],
  ['image: long name', `app://till/images/${sha}0.webp`],
  ['image: upper case', `app://till/images/${sha.toUpperCase()}.webp`],
  ['image: another type', `app://till/images/${sha}.svg`],
  ['image: no type', `app://till/images/${sha}`],
  ['image: two types', `app://till/images/${sha}.webp.html`],
  ['image: below', `app://till/images/x/${sha}.webp`],
  ['image: traversal', `app://till/images/../${sha}.webp`],
  ['image: encoded traversal', `app://till/images/%2e%2e%2f${sha}.webp`],
  ['image: line break', `app://till/images/${sha}.webp\n`],
  ['image: query', `app://till/images/${sha}.webp?x`],
  ['image: double encoded traversal', `app://till/images/%252e%252e%252f${sha}.webp`],
  ['image: encoded slash', `app://till/images%2f${sha}.webp`],
  ['image: backslash', `app://till/images\\${sha}.webp`],
  ['image: encoded backslash', `app://till/images/..%5c${sha}.webp`],
  ['image: overlong UTF-8', `app://till/images/%c0%ae%c0%ae%c0%af${sha}.webp`],
  ['image: null byte', `app://till/images/${sha}.webp\0`],
  ['image: encoded null byte', `app://till/images/${sha}.webp%00`],
  ['image: encoded digit', `app://till/images/%61${sha.slice(1)}.webp`],
  ['image: double slash', `app://till//images/${sha}.webp`],
  ['image: half of one', `app://till/images/${sha}.webp.part`],
  ['image: full-width digits', `app://till/images/${'\uff10'.repeat(64)}.webp`],
  ['image: the folder', 'app://till/images/'],
];

test.each(hostile)('SEC-2 404 for %s', async (_what, url) => {
  const response = await get(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('Not found');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(asked).toEqual([]);
});

test.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'get', ''])(
  'SEC-2 404 for the method "%s"',
  async (method) => {
    expect((await get('app://till/', method)).status).toBe(404);
  },
);

test.each(['jpg', 'png', 'webp'])('SEC-2 an image is asked for by its strict name (%s)', async (type) => {
  expect((await get(`app://till/images/${sha}.${type}`)).status).toBe(200);
  expect(asked).toEqual([`${sha}.${type}`]);
});

describe('over Electron’s protocol module', () => {
  beforeEach(() => resetElectron());

  test('SEC-2 the scheme is standard and secure, and bypasses nothing', () => {
    registerAppScheme();
    const [scheme, ...others] = session.defaultSession.protocol.privileged;
    expect(others).toEqual([]);
    expect(scheme?.scheme).toBe('app');
    expect(scheme?.privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true, stream: true });
  });

  test('SEC-2 requests go through the handler; without images there are none', async () => {
    registerAppScheme();
    await app.whenReady();
    serveAppProtocol(files);
    const fetched = async (url: string, init?: RequestInit): Promise<number | undefined> =>
      (await session.defaultSession.protocol.fetch(url, init))?.status;
    expect(await fetched('app://till/')).toBe(200);
    expect(await fetched('app://till/', { method: 'POST', body: 'x' })).toBe(404);
    expect(await fetched(`app://till/images/${sha}.png`)).toBe(404);
    expect(await fetched('app://other/')).toBe(404);
    expect(() => protocol.handle('app', () => new Response())).toThrow();
  });
});
