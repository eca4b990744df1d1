import { expect, test } from 'vitest';
import { createManualClock } from '../../../test/builders/manual-clock.ts';
import { createLookPacer } from './look-pacer.ts';

function openPacer(act: (id: string | null) => Promise<void> = async () => {}) {
  const clock = createManualClock();
  const startedAt = clock.now();
  const looks: (readonly [number, string | null])[] = [];
  const warnings: unknown[] = [];
  const logger = {
    info: () => {},
    warn: (_: string, fields?: unknown) => warnings.push(fields),
    error: () => {},
  };
  const pacer = createLookPacer({
    clock,
    logger,
    lookNow: async (id) => {
      looks.push([clock.now() - startedAt, id]);
      await act(id);
    },
  });
  return { clock, looks, warnings, pacer };
}

test('the first wish is a look at once, what comes meanwhile is one look a second later', async () => {
  const { clock, looks, pacer } = openPacer();
  for (const id of ['a', 'b', 'c']) pacer.ask(id);
  expect(looks).toEqual([[0, 'a']]);
  await clock.advance(1000);
  expect(looks).toEqual([
    [0, 'a'],
    [1000, null],
  ]);
  await clock.advance(60_000);
  expect(looks).toHaveLength(2);
});

test('a look is about one transaction as long as no other was told of', async () => {
  const { clock, looks, pacer } = openPacer();
  for (const id of ['a', 'b', 'b', 'b']) pacer.ask(id);
  await clock.advance(1000);
  expect(looks.at(-1)).toEqual([1000, 'b']);
});

test('PAY-7 a storm gets ever fewer looks, up to one in eight seconds, and is over when it is over', async () => {
  const { clock, looks, pacer } = openPacer();
  for (let tenth = 0; tenth < 300; tenth++) {
    pacer.ask(`payment-${tenth}`);
    await clock.advance(100);
  }
  expect(looks.map(([at]) => at)).toEqual([0, 1000, 3000, 7000, 15_000, 23_000]);
  await clock.advance(60_000);
  pacer.ask('later');
  pacer.ask('later still');
  await clock.advance(1000);
  expect(looks.slice(-2)).toEqual([
    [90_000, 'later'],
    [91_000, 'later still'],
  ]);
});

test('no look begins before the one before has ended', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { clock, looks, pacer } = openPacer((id) => (id === 'slow' ? promise : Promise.resolve()));
  pacer.ask('slow');
  pacer.ask('next');
  await clock.advance(20_000);
  expect(looks).toHaveLength(1);
  resolve();
  await clock.advance(0);
  expect(looks).toEqual([
    [0, 'slow'],
    [20_000, 'next'],
  ]);
});

test('a look that fails is logged, and the next one comes', async () => {
  const { clock, looks, warnings, pacer } = openPacer(async (id) => {
    if (id === 'bad') throw new Error('no credential');
  });
  pacer.ask('bad');
  pacer.ask('good');
  await clock.advance(1000);
  expect(looks.map(([, id]) => id)).toEqual(['bad', 'good']);
  expect(warnings).toEqual([{ error: 'Error: no credential' }]);
});

test('closing waits for the look under way, and none follows', async () => {
  const { clock, looks, pacer } = openPacer();
  pacer.ask('a');
  pacer.ask('b');
  await pacer.close();
  pacer.ask('c');
  await clock.advance(60_000);
  expect(looks).toEqual([[0, 'a']]);
});
