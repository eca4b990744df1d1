/**
 * Keeps images for ever, and prints the name of each once it is kept. Started by a test, which kills it:
 * `image-writer.ts <folder>`.
 */
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { keepImage } from '../../src/main/images/image-files.ts';

const [folder = ''] = process.argv.slice(2);
for (;;) {
  writeSync(1, `${await keepImage(folder, randomBytes(200_000))}\n`);
}
