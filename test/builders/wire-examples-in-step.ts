import type { inStepOperations } from '../../src/contract/in-step.ts';
import type { OperationInput, OperationOutput } from '../../src/contract/operations.ts';

const at = '2026-11-21T09:00:00.000Z';

const status: OperationOutput<'inStep.status'> = {
  master: true,
  phase: 'stopped',
  problem: 'key_refused',
  comparison: {
    id: 'comparison-1',
    at,
    counts: { create: 5000, change: 3, delete: 1, foreign: 2, unknown: 1, otherwise: 4, inStep: 120 },
    changedElsewhere: 1,
    withoutPrice: 2,
    unreadable: 0,
    listOffered: true,
    secondsNeeded: 5004,
  },
  progress: { done: 12, total: 5004 },
  secondsLeft: 4992,
  left: 1,
  ignored: 2,
};

type InStepOperation = Extract<keyof typeof inStepOperations, string>;

/** One request and one reply of each operation on products in step. */
export const inStepExamples: {
  readonly [N in InStepOperation]: { readonly input: OperationInput<N>; readonly output: OperationOutput<N> };
} = {
  'inStep.status': { input: {}, output: status },
  'inStep.compare': {
    input: {},
    output: {
      ...status,
      phase: 'comparing',
      problem: null,
      comparison: null,
      progress: { done: 700, total: null },
      secondsLeft: null,
    },
  },
  'inStep.differences': {
    input: { comparisonId: 'comparison-1', kind: 'change' },
    output: {
      items: [
        {
          kind: 'change',
          variantId: 'variant-1',
          partnerProductId: 'abc12345-0000-0000-0000-000000000000',
          name: 'Tea · 100 g',
          fields: [
            {
              field: 'price',
              ours: { kind: 'money', amount: { amountMinor: 12_345, currency: 'RUB' } },
              theirs: { kind: 'money', amount: { amountMinor: 11_000, currency: 'RUB' } },
              changedElsewhere: true,
            },
            {
              field: 'text',
              ours: { kind: 'text', text: 'Black' },
              theirs: { kind: 'text', text: '' },
              changedElsewhere: false,
            },
            {
              field: 'image',
              ours: { kind: 'image', image: `${'a'.repeat(64)}.webp` },
              theirs: { kind: 'nothing' },
              changedElsewhere: false,
            },
          ],
        },
      ],
      nextCursor: '50',
    },
  },
  'inStep.start': { input: { comparisonId: 'comparison-1', acts: ['create', 'change'] }, output: status },
  'inStep.pause': { input: {}, output: { ...status, phase: 'paused', problem: null, comparison: null } },
  'inStep.resume': { input: {}, output: { ...status, phase: 'waiting', problem: 'unreachable' } },
  'inStep.cancel': { input: {}, output: { ...status, phase: 'cancelled', problem: null, secondsLeft: null } },
  'inStep.left': {
    input: {},
    output: {
      items: [
        {
          variantId: 'variant-1',
          name: 'Tea',
          act: 'create',
          outcome: 'unknown',
          reason: 'no_list',
          words: '',
        },
        {
          variantId: 'variant-2',
          name: 'Milk',
          act: 'change',
          outcome: 'refused',
          reason: null,
          words: 'price: 0',
        },
      ],
      nextCursor: null,
    },
  },
  'inStep.decide': { input: { variantId: 'variant-1', partnerProductId: 'abc12345' }, output: status },
  'inStep.search': {
    input: { text: 'bread' },
    output: {
      items: [
        {
          variantId: 'variant-1',
          name: 'Bread',
          tile: null,
          amount: { amountMinor: 5000, currency: 'RUB' },
          partnerProductId: 'abc12345',
        },
      ],
    },
  },
  'inStep.named': {
    input: { partnerProductIds: ['abc12345', 'def67890'] },
    output: {
      items: [
        { partnerProductId: 'abc12345', name: 'Bread' },
        { partnerProductId: 'def67890', name: null },
      ],
    },
  },
  'inStep.setMaster': { input: { master: false }, output: { ...status, master: false } },
};
