import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { readCurrentMode, writeCurrentMode } from './current-mode.ts';

describe('PAY-9 which database is in use', () => {
  test('a new folder, and one that is not there yet, name none', () => {
    expect(readCurrentMode(temporaryFolder())).toBeNull();
    expect(readCurrentMode(join(temporaryFolder(), 'missing'))).toBeNull();
  });

  test('what was written is read, and nothing is left beside it', () => {
    const folder = join(temporaryFolder(), 'made', 'here');
    for (const mode of ['demo', 'test', 'live', 'demo'] as const) {
      writeCurrentMode(folder, mode);
      expect(readCurrentMode(folder)).toBe(mode);
      expect(readdirSync(folder)).toEqual(['till.json']);
    }
  });

  test.each(['', 'null', '{', '{"current":"prod"}', '{"mode":"live"}', '[]', '\0\0\0\0'])(
    'a file with %j in it is an error, never a new folder',
    (text) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'till.json'), text);
      expect(() => readCurrentMode(folder)).toThrow();
      expect(readFileSync(join(folder, 'till.json'), 'utf8')).toBe(text);
    },
  );

  test('a file that cannot be read is an error, never a new folder', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'till.json'));
    expect(() => readCurrentMode(folder)).toThrow('EISDIR');
  });

  test('half of a file, as a kill leaves it, is not looked at and is replaced', () => {
    const folder = temporaryFolder();
    writeCurrentMode(folder, 'live');
    writeFileSync(join(folder, 'till.json.part'), '{"curr');
    expect(readCurrentMode(folder)).toBe('live');
    writeCurrentMode(folder, 'test');
    expect(readCurrentMode(folder)).toBe('test');
    expect(readdirSync(folder)).toEqual(['till.json']);
  });
});
