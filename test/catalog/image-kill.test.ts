import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imageExists, readImage, removeImages } from '../../src/main/images/image-files.ts';
import { startScript } from '../builders/child-script.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';

const WRITER = join(import.meta.dirname, 'image-writer.ts');
const KILLS = 10;

test(`T-1 SEC-2 whatever is killed while images are kept, none of them is half there, over ${KILLS} kills`, async () => {
  const folder = join(temporaryFolder(), 'images');
  const kept: string[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    const writer = startScript(WRITER, [folder]);
    const wanted = 1 + Math.floor(Math.random() * 12);
    await writer.waitFor(() => writer.lines.length >= wanted);
    await writer.kill();
    expect(await writer.ended).toBe('SIGKILL');
    kept.push(...writer.lines);
  }
  expect(kept.length).toBeGreaterThanOrEqual(KILLS);
  expect(kept.filter((name) => !imageExists(folder, name))).toEqual([]);
  for (const name of readdirSync(folder)) {
    const bytes = await readImage(folder, name);
    const half = name.endsWith('.part');
    expect(bytes === null).toBe(half);
    if (bytes) expect(`${createHash('sha256').update(bytes).digest('hex')}.webp`).toBe(name);
  }
  await removeImages(folder, () => true);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
