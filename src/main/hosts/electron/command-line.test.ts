import { expect, test } from 'vitest';
import { readCommandLine } from './command-line.ts';

const cases: readonly (readonly [readonly string[], string | null, boolean])[] = [
  [['tillink'], null, false],
  [['electron', '.', '--data', '/tmp/till'], '/tmp/till', false],
  [['electron', '.', '--data=/tmp/till', '--demo'], '/tmp/till', true],
  [['tillink', '--demo', '--no-sandbox', '--remote-debugging-port=0', '--inspect=0'], null, true],
  [['tillink', '--data'], null, false],
  [['tillink', '--data='], null, false],
  [['tillink', '--data', '--demo'], null, true],
  [['tillink', '--database', 'x', '--demonstration'], null, false],
  [['tillink', '--data', 'first', '--data', 'second'], 'second', false],
];

test.each(cases)('%j', (argv, dataDir, demo) => {
  expect(readCommandLine(argv)).toEqual({ dataDir, demo });
});
