/**
 * A stand-in of Electron's module for tests in plain Node: the parts that Tillink uses, with Electron's own rules
 * where they matter (what must happen before ready, what is granted when nobody denies it, structured clone on the
 * wire, the context bridge). Vitest's alias puts it where `electron` is imported. What only the real thing can show
 * is in test/e2e-electron.
 */
export { app, type Ending, holdLockElsewhere, protocol } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { contextBridge } from './context-bridge.ts';
export { invokeAs, ipcMain, ipcRenderer, type Sender } from './ipc.ts';
export { type PermissionName, type StandInSession, session } from './session.ts';
export {
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  type ShownDialog,
  shell,
  utilityProcess,
} from './system.ts';
export { registerPreload, StandInFrame, StandInWebContents } from './web-contents.ts';
export { resetElectron, runInFrame } from './world.ts';
