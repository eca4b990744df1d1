import { z } from 'zod';
import { imageNameSchema } from './catalog.ts';
import { command, cursor, nothing, query } from './operation.ts';
import { idSchema, instantSchema, moneySchema } from './values.ts';

/** Products in step with the partner's: compared, then pushed one by one, by the one register that is the master. */

const partnerId = z.string().trim().min(1).max(200);
const count = z.number().int().nonnegative();

/** What a push does with a product. */
export const inStepActSchema = z.enum(['create', 'change', 'delete']);

/**
 * How ours and theirs stand to each other. `foreign`: theirs that nobody here knows; `unknown`: sent, and whether it is
 * there only a person can say; `otherwise`: taken by the provider in another form than it was sent, and left so.
 */
export const inStepKindSchema = z.enum([...inStepActSchema.options, 'foreign', 'unknown', 'otherwise']);

const fieldValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('money'), amount: moneySchema }),
  /** Ours: the name of the file below `/images`; theirs: only that there is one. */
  z.strictObject({ kind: z.literal('image'), image: z.string().nullable() }),
  z.strictObject({ kind: z.literal('nothing') }),
]);

export const inStepFieldSchema = z.strictObject({
  field: z.enum(['header', 'text', 'price', 'quantity', 'image']),
  ours: fieldValue,
  theirs: fieldValue,
  /** At the provider it is not what this till left there: somebody else has changed it. */
  changedElsewhere: z.boolean(),
});

export const inStepDifferenceSchema = z.strictObject({
  kind: inStepKindSchema,
  /** Null: a foreign one. */
  variantId: idSchema.nullable(),
  partnerProductId: partnerId.nullable(),
  name: z.string(),
  fields: z.array(inStepFieldSchema),
});

/** What a comparison has found; it is kept until the till ends, or another one is made. */
export const inStepComparisonSchema = z.strictObject({
  id: idSchema,
  at: instantSchema,
  counts: z.strictObject({
    create: count,
    change: count,
    delete: count,
    foreign: count,
    unknown: count,
    otherwise: count,
    inStep: count,
  }),
  /** Of those to change: the ones that somebody else has changed at the provider. */
  changedElsewhere: count,
  /** Ours without a price: they cannot be sold by link, and are not sent. */
  withoutPrice: count,
  /** Theirs in a form that nobody can read: left alone. */
  unreadable: count,
  /** False: the provider tells no list, so that ours are compared with what was sent last. */
  listOffered: z.boolean(),
  /** How long a push of all of it takes, at one call a second. */
  secondsNeeded: count,
});

export const inStepProblemSchema = z.enum([
  /** It goes on by itself as soon as it can. */
  'unreachable',
  'slow_down',
  'no_account',
  /** A person has to do something, and then resume. */
  'key_refused',
  'sign_in_needed',
  'forbidden',
  'organization',
  'not_offered',
  'other_account',
  'other_partner',
  'failed',
]);

export const inStepStatusSchema = z.strictObject({
  /** This register keeps the partner's products in step; with several registers one of them does. */
  master: z.boolean(),
  phase: z.enum([
    'idle',
    'comparing',
    'pushing',
    /** A push that cannot go on at the moment. */
    'waiting',
    'paused',
    /** A push that needs a person: `problem` says why. */
    'stopped',
    'done',
    'cancelled',
  ]),
  problem: inStepProblemSchema.nullable(),
  comparison: inStepComparisonSchema.nullable(),
  /** Of the comparison or push under way, else of the last push; `total` is null while nobody knows it. */
  progress: z.strictObject({ done: count, total: count.nullable() }),
  secondsLeft: count.nullable(),
  /** What the newest push has left: see `inStep.left`. */
  left: count,
  /** Products that a link should have carried, and came back without. */
  ignored: count,
});

export const inStepReasonSchema = z.enum([
  /** Its answer was lost, and this provider tells no list. */
  'no_list',
  /** It may be among the provider's rows that cannot be read. */
  'unreadable',
  /** Several equal ones have come meanwhile: which of them is ours is not known. */
  'several',
  /** Five times it was sent, and it is not there. */
  'too_often',
  /** The provider has answered with one that is another product of ours. */
  'other_product',
  /** The picture's answer was lost: the next push sends it again. */
  'picture_lost',
  'picture_refused',
  'picture_missing',
  'pictures_not_offered',
]);

/** A product that a push has not brought into step. */
export const inStepLeftSchema = z.strictObject({
  variantId: idSchema,
  name: z.string(),
  act: inStepActSchema,
  /**
   * `changed`: ours is not what was seen any more, compare again; `refused`: by the provider; `unknown`: sent, and its
   * end is not known; `not_offered`: by this provider.
   */
  outcome: z.enum(['changed', 'refused', 'unknown', 'not_offered']),
  /** Why, where this till knows it; null: what the provider says, if anything, stands in `words`. */
  reason: inStepReasonSchema.nullable(),
  words: z.string(),
});

/** A product of ours, and which one it is at the provider. */
export const inStepProductSchema = z.strictObject({
  variantId: idSchema,
  name: z.string(),
  tile: imageNameSchema.nullable(),
  amount: moneySchema,
  /** Null: it is not in step. */
  partnerProductId: partnerId.nullable(),
});

/** A search shows no more than these. */
export const FOUND_MAX = 40;

export const inStepOperations = {
  'inStep.status': query('cashier', nothing, inStepStatusSchema),
  /** Reads ours and theirs, in the background: nothing is sent. */
  'inStep.compare': command('manager', nothing, inStepStatusSchema),
  /** What the comparison has found, of one kind. */
  'inStep.differences': query(
    'manager',
    z.strictObject({ comparisonId: idSchema, kind: inStepKindSchema, cursor }),
    z.strictObject({ items: z.array(inStepDifferenceSchema), nextCursor: z.string().nullable() }),
  ),
  /** Sends what this comparison has shown, of these acts; what has changed since is left out. */
  'inStep.start': command(
    'manager',
    z.strictObject({
      comparisonId: idSchema,
      acts: z.array(inStepActSchema).min(1).max(3).default(['create', 'change', 'delete']),
    }),
    inStepStatusSchema,
  ),
  /** After the product that is being sent. */
  'inStep.pause': command('manager', nothing, inStepStatusSchema),
  'inStep.resume': command('manager', nothing, inStepStatusSchema),
  /** Ends a comparison, or a push after the product that is being sent; what was sent stays. */
  'inStep.cancel': command('manager', nothing, inStepStatusSchema),
  'inStep.left': query(
    'manager',
    z.strictObject({ cursor }),
    z.strictObject({ items: z.array(inStepLeftSchema), nextCursor: z.string().nullable() }),
  ),
  /** A person has looked in the partner's office: it is there under this id, or (null) it is not there. */
  'inStep.decide': command(
    'manager',
    z.strictObject({ variantId: idSchema, partnerProductId: partnerId.nullable() }),
    inStepStatusSchema,
  ),
  /** Products of ours by words, those in step first, for a link that is to carry them. No words: what sells most. */
  'inStep.search': query(
    'manager',
    z.strictObject({ text: z.string().max(200) }),
    z.strictObject({ items: z.array(inStepProductSchema).max(FOUND_MAX) }),
  ),
  /** What these products of the provider's are called here; null for one that is not ours. */
  'inStep.named': query(
    'cashier',
    z.strictObject({ partnerProductIds: z.array(partnerId).max(100) }),
    z.strictObject({
      items: z.array(z.strictObject({ partnerProductId: partnerId, name: z.string().nullable() })),
    }),
  ),
  'inStep.setMaster': command('manager', z.strictObject({ master: z.boolean() }), inStepStatusSchema),
} as const;
