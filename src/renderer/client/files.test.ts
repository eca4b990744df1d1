import { describe, expect, it } from 'vitest';
import { createElectronFiles } from '../transport/electron-transport.ts';
import { createFiles, type Files } from './files.ts';

const picked = { handle: 'ab'.repeat(16), name: 'milk.png', sizeBytes: 7 };

/** Files in Electron, where main answers every operation with the same reply. */
function filesThatGet(reply: unknown): { readonly files: Files; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const request = async (op: string, input: unknown): Promise<unknown> => {
    asked.push([op, input]);
    return reply;
  };
  return { files: createFiles(createElectronFiles({ request, subscribe: () => () => {} })), asked };
}

describe('files in Electron', () => {
  it('SEC-4 are chosen and saved by operations that carry no path', async () => {
    const choosing = filesThatGet({ ok: true, value: picked });
    expect(await choosing.files.pick('image')).toEqual(picked);
    expect(choosing.asked).toEqual([['file.pick', { purpose: 'image' }]]);
    const saving = filesThatGet({ ok: true, value: { saved: false } });
    expect(await saving.files.save(picked)).toBe(false);
    expect(saving.asked).toEqual([['file.save', { handle: picked.handle }]]);
  });

  it('are not chosen when the person changes their mind', async () => {
    expect(await filesThatGet({ ok: true, value: null }).files.pick('import')).toBeNull();
  });

  it('SEC-4 are not taken when they are dropped', async () => {
    const { files, asked } = filesThatGet({ ok: true, value: picked });
    expect(files.takesDrops).toBe(false);
    await expect(files.send(new File([], 'x'), 'image')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(asked).toEqual([]);
  });

  it('throw what main answers, and refuse what follows no contract', async () => {
    const error = { code: 'DISK_FULL', category: 'storage', message: 'full', correlationId: 'c1' };
    await expect(filesThatGet({ ok: false, error }).files.save(picked)).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    const path = { ok: true, value: { ...picked, path: '/home/anna' } };
    await expect(filesThatGet(path).files.pick('image')).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
