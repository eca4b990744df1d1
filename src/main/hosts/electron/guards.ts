import { app, type Session, session, shell, type WebContents } from 'electron';
import { isSecureAddress } from '../../secure-address.ts';
import type { Logger } from '../../ports.ts';
import type { Till } from '../../till.ts';
import { isAppPage } from './app-address.ts';

export interface GuardParts {
  /** Whether main itself built this address. */
  readonly mayOpen: Till['mayOpen'];
  readonly log: Logger;
}

/**
 * Denies what the page never needs (SEC-5), for every session and every web contents there will ever be, whoever
 * makes them. Call when the app is ready and before the first window.
 */
export function guardEverything(parts: GuardParts): void {
  guardSession(session.defaultSession, parts.log);
  app.on('session-created', (created) => guardSession(created, parts.log));
  app.on('web-contents-created', (_event, contents) => guardContents(contents, parts));
}

/** No permission, no device, no screen capture, no download, no dictionary. */
function guardSession(guarded: Session, log: Logger): void {
  guarded.setPermissionRequestHandler((_contents, permission, callback) => {
    log.warn('A permission was denied', { permission });
    callback(false);
  });
  guarded.setPermissionCheckHandler(() => false);
  guarded.setDevicePermissionHandler(() => false);
  guarded.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  guarded.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  guarded.setSpellCheckerEnabled(false);
  guarded.on('will-download', (event) => {
    log.warn('A download was cancelled');
    event.preventDefault();
  });
}

/** No navigation away from the page, no window, no webview. */
function guardContents(contents: WebContents, parts: GuardParts): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (isAppPage(event.url)) return;
    parts.log.warn('A navigation was denied');
    event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url, parts);
    return { action: 'deny' };
  });
}

/** Hands an address that main itself built to the system's browser; every other one goes nowhere. */
function openOutside(address: string, { mayOpen, log }: GuardParts): void {
  if (!isSecureAddress(address) || !mayOpen(address)) {
    log.warn('A new window was denied');
    return;
  }
  shell.openExternal(address).catch(() => log.warn('The browser could not be opened'));
}
