import type { WebPreferences } from 'electron';

/**
 * Every web preference that matters to security, spelt out even where it is Electron's default (SEC-1): a default
 * that moves with a new version shows in the comparison instead of going by in silence.
 * @param production devtools exist only outside it
 */
export function tillWebPreferences(production: boolean) {
  return {
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    plugins: false,
    navigateOnDragDrop: false,
    // Would download dictionaries from Chromium's server.
    spellcheck: false,
    devTools: !production,
    // The PAID sound comes from an event, not from a tap.
    autoplayPolicy: 'no-user-gesture-required',
    // A till behind another window still has to sound and to count down.
    backgroundThrottling: false,
  } as const satisfies WebPreferences;
}

/**
 * The ones that `webContents.getLastWebPreferences()` reports back as they took effect; the others are shown by
 * what the page can do.
 */
export const REPORTED_PREFERENCES = [
  'contextIsolation',
  'sandbox',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'webviewTag',
  'webSecurity',
  'allowRunningInsecureContent',
  'experimentalFeatures',
] as const satisfies readonly (keyof ReturnType<typeof tillWebPreferences>)[];
