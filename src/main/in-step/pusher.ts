import type { InStepParts } from './in-step-parts.ts';
import { lastLook, needsLastLook } from './look-up.ts';
import type { StepEnd } from './problems.ts';
import { pushChange, pushDelete } from './push-change.ts';
import { pushCreate } from './push-create.ts';
import { type ItemRow, type RunRow, runStore } from './run-store.ts';
import type { Step } from './step.ts';
import { whoseNow } from './whose.ts';

/** Sends what a push holds, one product at a time. */
export interface Pusher {
  /** The next product's turn; `end` when there is none left. */
  step(run: RunRow, signal: AbortSignal): Promise<StepEnd>;
}

export function createPusher(parts: InStepParts): Pusher {
  let tried: { readonly of: string; count: number } = { of: '', count: 0 };
  const triesOf = ({ run_sequence: run, position, act }: ItemRow): { count: number } => {
    const of = `${run}:${position}:${act}`;
    if (tried.of !== of) tried = { of, count: 0 };
    return tried;
  };
  return {
    step: async (run, signal) => {
      const provider = parts.connections.providerOrNull();
      const whose = whoseNow(parts);
      if (provider === null || whose === null) return { kind: 'wait', problem: 'no_account' };
      const current = runStore.open(parts.database.read);
      if (current?.account !== whose.account) return { kind: 'stop', problem: 'other_account' };
      const { shop } = provider;
      if (shop === null) return { kind: 'stop', problem: 'not_offered' };
      const options = { priority: 'sync', signal } as const;
      const common = { parts, run: current, whose, provider, shop, options };
      const item = runStore.next(parts.database.read, run.sequence);
      if (!item) return needsLastLook(common) ? lastLook(common) : { kind: 'end' };
      return send({ ...common, item, tries: triesOf(item) });
    },
  };
}

function send(step: Step): Promise<StepEnd> {
  switch (step.item.act) {
    case 'create':
      return pushCreate(step);
    case 'change':
      return pushChange(step);
    case 'delete':
      return pushDelete(step);
  }
}
