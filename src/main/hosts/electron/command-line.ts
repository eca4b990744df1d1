/** What Tillink's own options say; Chromium's and Electron's pass by. */
export interface CommandLine {
  /** The data folder as it was given; null when none was. */
  readonly dataDir: string | null;
  readonly demo: boolean;
}

/** Reads `--data DIR` (or `--data=DIR`) and `--demo`; the last one wins, everything else is ignored. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  let dataDir: string | null = null;
  let demo = false;
  for (const [at, word] of argv.entries()) {
    if (word === '--demo') demo = true;
    if (word.startsWith('--data=')) dataDir = given(word.slice('--data='.length)) ?? dataDir;
    if (word === '--data') dataDir = given(argv[at + 1]) ?? dataDir;
  }
  return { dataDir, demo };
}

function given(value: string | undefined): string | null {
  return value === undefined || value === '' || value.startsWith('--') ? null : value;
}
