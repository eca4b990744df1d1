import { afterEach, describe, expect, test } from 'vitest';
import type { LinkView } from '../../src/contract/views.ts';
import { RequestError } from '../../src/renderer/client/request-error.ts';
import { refusedField } from '../../src/renderer/features/links/link-draft.ts';
import { type FieldProblem, validationReply } from '../../src/sandbox/fourpay-online/validation.ts';
import { defaultSwitches, type SandboxSwitches } from '../../src/sandbox/switches.ts';
import { Refused } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { during, rub } from '../harness/refunding.ts';

/** A 422 in each of its shapes, from the provider's answer through main to the field of the form. */

type Shape = SandboxSwitches['validationShape'];

const SHAPES: readonly Shape[] = ['fields', 'jsonapi', 'strings', 'code', 'details'];
/** The others say it in their sentences alone. */
const NAMING: ReadonlySet<Shape> = new Set(['fields', 'jsonapi', 'details']);

const TIPS = { name: 'Tips', amount: null, methods: ['card'] };

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

/** @param problems what the provider complains about, once there are any; in the sandbox's own words otherwise */
async function open(validationShape: Shape, problems: readonly FieldProblem[] = []): Promise<void> {
  const switches = { ...defaultSwitches, validationShape };
  const { status, body } = validationReply(problems, switches);
  counter = await openCounter({
    switches: { validationShape },
    changeAnswer: ({ method, url }, answer) =>
      problems.length > 0 && method === 'POST' && url.pathname === '/api/v1/links'
        ? { ...answer, status, body: String(body) }
        : answer,
  });
}

/** What the form is told: the wire's error, as the renderer's client throws it. */
async function errorOf(asked: Promise<unknown>): Promise<RequestError> {
  const refused: unknown = await during(counter, asked).catch((error: unknown) => error);
  if (refused instanceof Refused) return new RequestError(refused.error);
  throw new Error('It was not refused');
}

async function make(): Promise<LinkView> {
  return (await during(counter, counter.ask('links.create', TIPS))).link;
}

describe.each(SHAPES)('a 422 of the shape "%s"', (shape) => {
  test('of a picture’s address lands on the picture, of a new link and of one that is changed', async () => {
    await open(shape);
    const { id: linkId } = await make();
    const imageUrl = 'not an address';
    for (const save of [
      () => counter.ask('links.create', { ...TIPS, imageUrl }),
      () => counter.ask('links.change', { linkId, name: 'Poster', imageUrl }),
    ]) {
      const error = await errorOf(save());
      expect(error.wire).toMatchObject({ code: 'PROVIDER_REJECTED', details: { status: '422' } });
      expect(error.wire.details?.['providerField']).toBe(NAMING.has(shape) ? 'image' : undefined);
      expect(refusedField(error)).toBe('image');
    }
    // Nothing of it is left behind, here or there, and nothing was half changed.
    const { items } = await counter.ask('links.list', {});
    expect(items).toMatchObject([{ id: linkId, name: 'Tips', imageUrl: null }]);
    expect((await counter.control.books()).links).toHaveLength(1);
  });

  test.each([
    ['amount.default', 'must be at least 1000', 'amount'],
    ['amount', 'is too large', 'amount'],
    ['amount_type', 'must be fixed', 'amount'],
    ['pay_config.methods', 'must be of those that are offered', 'methods'],
    ['image', 'must be uploaded first', 'image'],
    ['fees', 'must be agreed on', null],
  ] as const)('of %s, which %s, lands on: %s', async (field, message, expected) => {
    await open(shape, [{ field, message }]);
    const error = await errorOf(counter.ask('links.create', { ...TIPS, amount: rub(900) }));
    expect(error.code).toBe('PROVIDER_REJECTED');
    expect(refusedField(error)).toBe(expected);
    expect((await counter.ask('links.list', {})).items).toEqual([]);
  });

  test('of two fields lands on the first of them', async () => {
    const problems = [
      { field: 'pay_config.methods', message: 'must not be empty' },
      { field: 'image', message: 'is too large' },
    ];
    await open(shape, problems);
    expect(refusedField(await errorOf(counter.ask('links.create', TIPS)))).toBe('methods');
  });
});
