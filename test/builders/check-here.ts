import { openReadOnly } from '../../src/main/database/read-only.ts';
import { checkEverything } from '../../src/main/journal/check-file.ts';
import type { StartCheck } from '../../src/main/journal/check-runner.ts';

/** Checks the books in the test's own thread, at once: what the worker does, without real time passing. */
export const checkHere: StartCheck = ({ path, anchors }, onProgress) => {
  const database = openReadOnly(path);
  try {
    return { done: Promise.resolve(checkEverything(database, { anchors, onProgress })), cancel: () => {} };
  } finally {
    database.close();
  }
};
