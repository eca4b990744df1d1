/** `npm start`: sets up, builds, and opens the till, in Electron where that is to be had, else in a browser. */
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { obtainElectron } from './electron-binary.mjs';
import { runInForeground } from './run.mjs';
import { ensureSetup, root } from './setup.mjs';

const OPTIONS = `Options (after "npm start --"):
  --web        in a browser, not in Electron
  --port N     the web host's port (4173)
  --data DIR   the data folder
  --no-open    print the address, open nothing
  --demo       answer the first question with "demo"`;

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(OPTIONS);
  process.exit(0);
}

/** Options of the web host alone, and where it is asked for, leave Electron out. */
function wantsWeb() {
  return (
    ['--web', '--no-open'].some((flag) => args.includes(flag)) || args.some((arg) => /^--port\b/.test(arg))
  );
}

try {
  const node = ensureSetup();
  ensureBuilt(node);
  const electron = wantsWeb() ? null : obtainElectron(node);
  if (electron?.path) {
    runInForeground(electron.path, [root, ...args]);
  } else {
    if (electron) console.log(`Without Electron (${electron.reason}): the till opens in a browser.`);
    runInForeground(node, [join(root, 'out', 'main', 'web.js'), ...args]);
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
