import { createElectronTransport } from './electron-transport.ts';
import { createLink, type Link } from './link.ts';
import { nameOfTab } from './tab-name.ts';
import { takeToken } from './token.ts';
import { AccessRefused, type Transport } from './transport.ts';
import { createWebTransport } from './web-transport.ts';

export interface Connected {
  readonly transport: Transport;
  readonly link: Link;
}

/** Electron where the preload is there, otherwise the web host that served this page. */
export function chooseTransport(page: Window): Connected {
  if (page.tillink) return { transport: createElectronTransport(page.tillink), link: createLink('up') };
  const token = takeToken(page);
  if (token === null) return { transport: refusing, link: createLink('refused') };
  const link = createLink('waiting');
  return { transport: createWebTransport({ token, link, tab: nameOfTab(page) }), link };
}

const refusing: Transport = {
  request: () => Promise.reject(new AccessRefused('This page has no token')),
  subscribe: () => () => undefined,
};
