import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { StandInProtocol } from './protocol.ts';
import { cancelable, onReset } from './world.ts';

type Handlers = {
  [K in
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'setBluetoothPairingHandler']: NonNullable<Parameters<Session[K]>[0]>;
};

/** Every name that Electron may ask about; what none of ours handles, Electron grants. */
export type PermissionName = Parameters<Handlers['setPermissionCheckHandler']>[1];

type SetHandlers = { [K in keyof Handlers]?: Handlers[K] | undefined };

/** A session that, like Electron's, grants whatever nobody denies. */
export class StandInSession extends EventEmitter {
  readonly protocol = new StandInProtocol();
  spellChecker = true;
  #handlers: SetHandlers = {};

  setPermissionRequestHandler(handler: Handlers['setPermissionRequestHandler'] | null): void {
    this.#handlers.setPermissionRequestHandler = handler ?? undefined;
  }

  setPermissionCheckHandler(handler: Handlers['setPermissionCheckHandler'] | null): void {
    this.#handlers.setPermissionCheckHandler = handler ?? undefined;
  }

  setDevicePermissionHandler(handler: Handlers['setDevicePermissionHandler'] | null): void {
    this.#handlers.setDevicePermissionHandler = handler ?? undefined;
  }

  setDisplayMediaRequestHandler(handler: Handlers['setDisplayMediaRequestHandler'] | null): void {
    this.#handlers.setDisplayMediaRequestHandler = handler ?? undefined;
  }

  setBluetoothPairingHandler(handler: Handlers['setBluetoothPairingHandler'] | null): void {
    this.#handlers.setBluetoothPairingHandler = handler ?? undefined;
  }

  setSpellCheckerEnabled(enable: boolean): void {
    this.spellChecker = enable;
  }

  /** The page asks for a permission; handlers see arguments that say nothing, since ours must not look. */
  simulatePermissionRequest(permission: PermissionName): Promise<boolean> {
    const handler = this.#handlers.setPermissionRequestHandler;
    if (!handler) return Promise.resolve(true);
    return new Promise((resolve) => {
      Reflect.apply(handler, undefined, [null, permission, resolve, {}]);
    });
  }

  simulatePermissionCheck(permission: PermissionName): boolean {
    return Reflect.apply(this.#handlers.setPermissionCheckHandler ?? (() => true), undefined, [
      null,
      permission,
      'app://till',
      {},
    ]);
  }

  simulateDeviceCheck(deviceType: 'hid' | 'serial' | 'usb'): boolean {
    const details = { deviceType, origin: 'app://till', device: {} };
    return Reflect.apply(this.#handlers.setDevicePermissionHandler ?? (() => true), undefined, [details]);
  }

  /** Answers the streams that the page gets; null is none. */
  simulateDisplayMedia(): Promise<unknown> {
    const handler = this.#handlers.setDisplayMediaRequestHandler;
    if (!handler) return Promise.resolve({ video: 'screen' });
    return new Promise((resolve) => {
      Reflect.apply(handler, undefined, [{ securityOrigin: 'app://till', frame: null }, resolve]);
    });
  }

  simulateBluetoothPairing(): Promise<unknown> {
    const handler = this.#handlers.setBluetoothPairingHandler;
    if (!handler) return Promise.resolve({ confirmed: true });
    return new Promise((resolve) => {
      Reflect.apply(handler, undefined, [{ deviceId: '1', pairingKind: 'confirm', frame: null }, resolve]);
    });
  }

  /** The page starts a download; answers whether it went on. */
  simulateDownload(): boolean {
    const event = cancelable({});
    this.emit('will-download', event, {}, {}, null);
    return !event.defaultPrevented;
  }

  reset(): void {
    this.removeAllListeners();
    this.#handlers = {};
    this.spellChecker = true;
    this.protocol.reset();
  }
}

export const session = { defaultSession: new StandInSession() };

onReset(() => session.defaultSession.reset());
