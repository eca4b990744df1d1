import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PosterWeight } from '../../../domain/poster.ts';

const PACKAGE = '@expo-google-fonts/inter';
const FILES: Readonly<Record<PosterWeight, string>> = {
  regular: '400Regular/Inter_400Regular.ttf',
  bold: '700Bold/Inter_700Bold.ttf',
};

/** Inter as TrueType, from the package beside us: a machine's own fonts may have no Cyrillic, or be others tomorrow. */
export function readInter(): Readonly<Record<PosterWeight, Buffer>> {
  const { resolve } = createRequire(import.meta.url);
  const read = (weight: PosterWeight): Buffer => readFileSync(resolve(`${PACKAGE}/${FILES[weight]}`));
  return { regular: read('regular'), bold: read('bold') };
}
