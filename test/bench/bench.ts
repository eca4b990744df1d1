import { type Measure, report } from './report.ts';
import { measureCatalog } from './catalog.ts';
import { measureSales } from './sales.ts';
import { measureStart } from './start.ts';

interface Options {
  /** How many rows to measure on; null: as many as the bench is about. */
  readonly size: number | null;
}

/** `npm run bench -- NAME [--size N] [--json]`: measures, prints a table, ends with 1 when a target is missed. */
const BENCHES: Readonly<Record<string, (options: Options) => Promise<readonly Measure[]>>> = {
  start: measureStart,
  catalog: ({ size }) => measureCatalog(size),
  sales: ({ size }) => measureSales(size ?? 1_000_000),
};

function readFlags(flags: readonly string[]): (Options & { readonly json: boolean }) | null {
  const sizeAt = flags.indexOf('--size');
  const size = sizeAt === -1 ? null : Number(flags[sizeAt + 1]);
  const rest = flags.filter((_, index) => sizeAt === -1 || (index !== sizeAt && index !== sizeAt + 1));
  const fits = size === null || (Number.isSafeInteger(size) && size >= 1000);
  return fits && rest.every((flag) => flag === '--json') ? { size, json: rest.length > 0 } : null;
}

const [name = '', ...flags] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
const options = readFlags(flags);
if (!bench || !options) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--size N] [--json]`);
  process.exit(2);
}
process.exit(report(await bench(options), options.json));
