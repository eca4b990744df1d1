import { BrowserWindow, dialog, type FileFilter } from 'electron';
import { FILE_ENDINGS } from '../../../contract/file-kinds.ts';
import type { FileDialogs } from '../../ports.ts';
import type { FileKinds } from './messages.ts';

/**
 * The system's dialogs, in front of the till's window. What a person chooses stays in main: the page learns a handle
 * and a name (SEC-4).
 */
export function electronDialogs(words: () => FileKinds): FileDialogs {
  return {
    open: async (purpose) => {
      const { filePaths } = await showOpen({
        properties: ['openFile', 'dontAddToRecent'],
        filters: [filterOf(purpose, words())],
      });
      return filePaths[0] ?? null;
    },
    save: async (suggestedName) => {
      const { canceled, filePath } = await showSave({
        defaultPath: suggestedName,
        properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
  };
}

function filterOf(purpose: 'import' | 'image', words: FileKinds): FileFilter {
  const name = purpose === 'import' ? words.tables : words.pictures;
  return { name, extensions: [...FILE_ENDINGS[purpose]] };
}

/** Without a window there is nothing to stand in front of; a dialog then stands alone. */
function showOpen(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> {
  const window = BrowserWindow.getFocusedWindow();
  return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
}

function showSave(options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue> {
  const window = BrowserWindow.getFocusedWindow();
  return window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options);
}
