import { z } from 'zod';
import {
  collectWaySchema,
  idSchema,
  instantSchema,
  proofSchema,
  proofStepSchema,
} from '../../contract/values.ts';
import type { ProofStepView, ProofView } from '../../contract/views.ts';
import { money } from '../../domain/money.ts';
import type { CollectWay } from '../../domain/payment.ts';
import type { ProofRow } from './proof-store.ts';

/** What a proof has found so far, and what it needs to go on after a restart. Holds no payer URL. */
export type ProofRecord = z.infer<typeof recordSchema>;

export type ProofQuestion = NonNullable<ProofView['question']>;

/** One proof as the driver works on it. */
export interface Proof {
  readonly row: ProofRow;
  readonly record: ProofRecord;
}

const recordSchema = z.object({
  way: collectWaySchema,
  /** The attempt that is proven; null until the first one was made. */
  attemptId: idSchema.nullable(),
  question: proofSchema.shape.question,
  /** What a person has said. */
  answers: z.object({ amount_shown: z.boolean().optional(), page_closed: z.boolean().optional() }),
  /** Money in Attention that a person has said is this payment, and such that is not. */
  yours: idSchema.nullable(),
  notYours: z.array(idSchema),
  /** The demo's customer comes a while after this, once. */
  pageSeenAt: instantSchema.nullable(),
  customerCame: z.boolean(),
  /** Nothing of it is left to be taken back or given back. */
  tidy: z.boolean(),
  steps: z.array(proofStepSchema),
});

const STEP_IDS = proofStepSchema.shape.id.options;

export function firstRecord(way: CollectWay): ProofRecord {
  return {
    way,
    attemptId: null,
    question: null,
    answers: {},
    yours: null,
    notYours: [],
    pageSeenAt: null,
    customerCame: false,
    tidy: false,
    steps: STEP_IDS.map((id) => ({ id, state: 'waiting', detail: {} })),
  };
}

export function toProof(row: ProofRow): Proof {
  return { row, record: recordSchema.parse(JSON.parse(row.record)) };
}

export function toRow({ row, record }: Proof): ProofRow {
  return { ...row, record: JSON.stringify(record) };
}

export function stepOf({ steps }: ProofRecord, id: ProofStepView['id']): ProofStepView {
  const step = steps.find((one) => one.id === id);
  if (!step) throw new Error(`The record has no step ${id}`);
  return step;
}

/** The first step that has not ended; null when all have. */
export function currentStep({ steps }: ProofRecord): ProofStepView | null {
  return steps.find(({ state }) => state === 'waiting' || state === 'running') ?? null;
}

export function withStep(record: ProofRecord, step: ProofStepView): ProofRecord {
  return { ...record, steps: record.steps.map((one) => (one.id === step.id ? step : one)) };
}

/** The record of a proof that goes no further: what has not ended is skipped. */
export function endedRecord(record: ProofRecord): ProofRecord {
  const steps = record.steps.map(
    (step): ProofStepView =>
      step.state === 'waiting' || step.state === 'running' ? { ...step, state: 'skipped' } : step,
  );
  return { ...record, question: null, steps };
}

/** @param payable whether the code of the proof may be scanned now */
export function toProofView({ row, record }: Proof, payable: boolean): ProofView {
  return {
    id: row.id,
    state: row.state,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    amount: money(row.amount_minor, row.currency),
    saleId: row.sale_id,
    attemptId: payable ? record.attemptId : null,
    way: record.way,
    question: record.question,
    steps: record.steps,
  };
}
