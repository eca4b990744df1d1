import { report } from './report.ts';
import { measureStart } from './start.ts';

/** `npm run bench -- NAME [--json]`: measures, prints a table, ends with 1 when a target is missed. */
const BENCHES = { start: measureStart } as const;

const [name, ...flags] = process.argv.slice(2);
const bench = Object.entries(BENCHES).find(([known]) => known === name)?.[1];
const unknown = flags.find((flag) => flag !== '--json');
if (!bench || unknown !== undefined) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--json]`);
  process.exit(2);
}
process.exit(report(await bench(), flags.includes('--json')));
