import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, dialog } from 'electron';
import { openFileLogger } from '../../adapters/logging/file-logger.ts';
import { createRedactor } from '../../adapters/logging/redaction.ts';
import type { Logger } from '../../ports.ts';
import { DataFolderBusy, type Till, type TillOptions } from '../../till.ts';
import { startDemoServer } from '../demo-server.ts';
import { takeEnvironment } from '../environment.ts';
import { startDemoOnFirstRun } from '../first-run-demo.ts';
import { loadPageFiles, type PageFile } from '../page.ts';
import { APP_PAGE } from './app-address.ts';
import { registerAppScheme, serveAppProtocol } from './app-protocol.ts';
import { readCommandLine } from './command-line.ts';
import { electronDialogs } from './file-dialogs.ts';
import { guardEverything } from './guards.ts';
import { serveIpc } from './ipc.ts';
import { closeTillOnQuit, wakeTill } from './life.ts';
import { installMenu } from './menu.ts';
import { hostMessages, languageOf } from './messages.ts';
import { runInUtility } from './utility-program.ts';
import { createTillWindows } from './window.ts';

/** What the entry hands in; tests hand in others. */
export interface ElectronHostParts {
  readonly argv: readonly string[];
  /** Provisioning variables are taken out of it. */
  readonly env: NodeJS.ProcessEnv;
  /** The built preload script and the built page, as absolute paths. */
  readonly preload: string;
  readonly pageFolder: string;
  readonly createTill: (options: TillOptions) => Promise<Till>;
  readonly log?: Logger;
}

/**
 * Runs the till in Electron. Everything before the first `await` happens before the app is ready, as Electron asks
 * of schemes, the sandbox and the lock. Never rejects: what cannot start says so in one sentence and ends.
 */
export async function startElectronHost(parts: ElectronHostParts): Promise<void> {
  const environment = takeEnvironment(parts.env);
  const { dataDir: given, demo } = readCommandLine(parts.argv);
  try {
    app.enableSandbox();
    registerAppScheme();
    const dataDir = chooseFolders(given);
    if (!app.requestSingleInstanceLock()) {
      process.stdout.write(
        'Tillink is already running with this data folder: its window has the focus now.\n',
      );
      app.quit();
      return;
    }
    await app.whenReady();
    await runTill(parts, { dataDir, version: app.getVersion(), environment, ports: hostPorts() }, demo);
  } catch (error) {
    giveUp(error);
  }
}

async function runTill(parts: ElectronHostParts, options: TillOptions, demo: boolean): Promise<void> {
  const language = languageOf(app.getLocale());
  const files = loadPageFiles(parts.pageFolder);
  const till = await parts.createTill(options);
  // The till has made the folder and turned its log over: the window's lines go to the same file.
  const log = parts.log ?? openFileLogger(join(options.dataDir, 'logs'), createRedactor());
  closeTillOnQuit(till, log);
  if (demo) await startDemoOnFirstRun(till, language);
  guardEverything({ mayOpen: (address) => till.mayOpen(address), log });
  serveAppProtocol(files, (name) => findImage(till, name));
  installMenu({ language, production: app.isPackaged, platform: process.platform });
  showTill(till, { preload: parts.preload, log, screenFails: hostMessages(language).screenFails });
}

/** What the till takes from this host. Its sentences are asked for when they are said: the app is ready by then. */
function hostPorts(): NonNullable<TillOptions['ports']> {
  return {
    startDemoServer,
    fileDialogs: electronDialogs(() => hostMessages(languageOf(app.getLocale())).fileKinds),
    runProgram: runInUtility,
  };
}

async function findImage(till: Till, name: string): Promise<PageFile | null> {
  const body = await till.files.image(name);
  return body && { type: 'image/webp', body };
}

/**
 * The data folder and the browser's own: with `--data` the profile lies inside it, which makes Electron's lock, one
 * per profile, one per data folder (SEC-6).
 */
function chooseFolders(given: string | null): string {
  if (given === null) return join(app.getPath('userData'), 'till');
  const dataDir = resolve(given);
  const profile = join(dataDir, 'browser');
  mkdirSync(profile, { recursive: true });
  app.setPath('userData', profile);
  return dataDir;
}

function showTill(
  till: Till,
  parts: { readonly preload: string; readonly log: Logger; readonly screenFails: string },
): void {
  const windows = createTillWindows({
    preload: parts.preload,
    production: app.isPackaged,
    log: parts.log,
    onScreenFailing: () => dialog.showErrorBox('Tillink', parts.screenFails),
  });
  serveIpc({ till, windows, log: parts.log });
  wakeTill(till);
  app.on('second-instance', () => windows.focus());
  windows.open(() => process.stdout.write(`Tillink is ready: ${APP_PAGE}\n`));
}

function giveUp(error: unknown): void {
  const { busy, cannotStart } = hostMessages(languageOf(app.getLocale()));
  const sentence = error instanceof DataFolderBusy ? busy : cannotStart(reasonOf(error));
  process.stderr.write(`${sentence}\n`);
  dialog.showErrorBox('Tillink', sentence);
  app.exit(1);
}

/** The system's code (such as EACCES) or our own words; never a stack. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
