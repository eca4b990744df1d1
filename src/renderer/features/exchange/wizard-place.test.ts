import { describe, expect, it } from 'vitest';
import type { ImportView } from '../../../contract/views.ts';
import { createMemory, readDraft } from './memory.ts';
import { percentOf, stepAt, wizardPlace } from './wizard-place.ts';

const work = (changes: Partial<ImportView> = {}): ImportView => ({
  importId: 'i1',
  work: 'import',
  phase: 'inspected',
  progress: null,
  source: null,
  options: { missing: 'keep', decimals: 'auto', headerRow: 0 },
  counts: null,
  problem: null,
  startedAt: '2026-11-21T10:00:00.000Z',
  ...changes,
});

const FRESH = { closedId: null, revising: false } as const;

describe('where the wizard stands', () => {
  it.each([
    ['inspecting', 'busy', 'file'],
    ['inspected', 'columns', 'columns'],
    ['planning', 'busy', 'dry_run'],
    ['planned', 'dry_run', 'dry_run'],
    ['applying', 'busy', 'done'],
    ['applied', 'done', 'done'],
    ['cancelled', 'file', 'file'],
    ['failed', 'file', 'file'],
  ] as const)('while %s: %s', (phase, place, step) => {
    expect(wizardPlace(work({ phase }), FRESH)).toBe(place);
    expect(stepAt(work({ phase }), place)).toBe(step);
  });

  it('is the file while there is no import, and after one that was put away', () => {
    expect(wizardPlace(null, FRESH)).toBe('file');
    const closed = { closedId: 'i1', revising: false };
    expect(wizardPlace(work({ phase: 'applied' }), closed)).toBe('file');
    expect(wizardPlace(work({ phase: 'applied', importId: 'i2' }), closed)).toBe('done');
    expect(wizardPlace(work({ phase: 'planned' }), closed)).toBe('dry_run');
  });

  it('goes back to the columns from a dry run', () => {
    expect(wizardPlace(work({ phase: 'planned' }), { closedId: null, revising: true })).toBe('columns');
    expect(wizardPlace(work({ phase: 'applying' }), { closedId: null, revising: true })).toBe('busy');
  });

  it('goes back to the columns from an end, if the file was read', () => {
    const revising = { closedId: null, revising: true };
    const source = {
      fileName: 'a.csv',
      sizeBytes: 1,
      kind: 'csv' as const,
      encoding: 'utf-8',
      delimiter: ',',
      format: 'other' as const,
      headers: [],
      sample: [],
      mapping: { columns: [] },
      remembered: false,
    } satisfies ImportView['source'];
    expect(wizardPlace(work({ phase: 'cancelled', source }), revising)).toBe('columns');
    expect(wizardPlace(work({ phase: 'failed' }), revising)).toBe('file');
  });

  it('shows a large change while it runs, without steps, and nothing of it afterwards', () => {
    const bulk = work({ work: 'bulk', phase: 'applying' });
    expect(wizardPlace(bulk, FRESH)).toBe('busy');
    expect(stepAt(bulk, 'busy')).toBeNull();
    expect(wizardPlace({ ...bulk, phase: 'applied' }, FRESH)).toBe('file');
  });
});

describe('the progress', () => {
  it.each([
    [null, null],
    [{ done: 5, total: null }, null],
    [{ done: 0, total: 0 }, null],
    [{ done: 1, total: 3 }, 33],
    [{ done: 999, total: 1000 }, 99],
    [{ done: 7, total: 5 }, 100],
  ])('%o is %s', (progress, percent) => {
    expect(percentOf(progress)).toBe(percent);
  });
});

describe('what a tab keeps of the columns', () => {
  const reading = {
    mapping: { columns: [{ column: 0, field: 'name' as const }] },
    options: { missing: 'deactivate' as const, decimals: 'comma' as const, headerRow: 2 },
  };

  it('is read back for its own import only', () => {
    const text = JSON.stringify({ importId: 'i1', ...reading });
    expect(readDraft(text, 'i1')).toEqual(reading);
    expect(readDraft(text, 'i2')).toBeNull();
    expect(readDraft(null, 'i1')).toBeNull();
  });

  it('is forgotten when it cannot be read', () => {
    expect(readDraft('{', 'i1')).toBeNull();
    expect(
      readDraft('{"importId":"i1","mapping":{"columns":[{"column":0,"field":"wealth"}]}}', 'i1'),
    ).toBeNull();
  });

  it('tells those who watch it', () => {
    const kept = new Map<string, string>();
    const place = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    };
    const memory = createMemory('k', () => place);
    const seen: (string | null)[] = [];
    const stop = memory.watch(() => seen.push(memory.get()));
    memory.set('a');
    memory.set(null);
    stop();
    memory.set('b');
    expect(seen).toEqual(['a', null]);
  });
});
