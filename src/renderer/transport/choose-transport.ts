import { browserFiles } from './browser-files.ts';
import { createElectronFiles, createElectronTransport } from './electron-transport.ts';
import { createLink, type Link } from './link.ts';
import { nameOfTab } from './tab-name.ts';
import { takeToken } from './token.ts';
import { AccessRefused, type FileTransport, type Transport } from './transport.ts';
import { createWebCalls } from './web-calls.ts';
import { createWebFiles } from './web-files.ts';
import { createWebTransport } from './web-transport.ts';

export interface Connected {
  readonly transport: Transport;
  readonly files: FileTransport;
  readonly link: Link;
}

/** Electron where the preload is there, otherwise the web host that served this page. */
export function chooseTransport(page: Window): Connected {
  if (page.tillink) {
    const transport = createElectronTransport(page.tillink);
    return { transport, files: createElectronFiles(transport), link: createLink('up') };
  }
  const token = takeToken(page);
  if (token === null) return { transport: refusing, files: refusingFiles, link: createLink('refused') };
  const link = createLink('waiting');
  const options = { token, link, tab: nameOfTab(page) };
  return {
    transport: createWebTransport(options),
    files: createWebFiles(createWebCalls(options), browserFiles),
    link,
  };
}

const refuse = (): Promise<never> => Promise.reject(new AccessRefused('This page has no token'));

const refusing: Transport = { request: refuse, subscribe: () => () => undefined };

const refusingFiles: FileTransport = { pick: refuse, send: null, save: refuse };
