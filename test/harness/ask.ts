import type { WireError } from '../../src/contract/errors.ts';
import {
  type OperationInput,
  type OperationName,
  type OperationOutput,
  operations,
} from '../../src/contract/operations.ts';

/** An error that came back over the wire. */
export class Refused extends Error {
  readonly error: WireError;

  constructor(op: string, error: WireError) {
    super(`${op}: ${error.code}: ${error.message}`);
    this.error = error;
  }
}

export type Ask = <N extends OperationName>(op: N, input: OperationInput<N>) => Promise<OperationOutput<N>>;

/** A typed client over anything that answers requests with envelopes. @throws Refused */
export function askOver(request: (op: string, input: unknown) => Promise<unknown>): Ask {
  return async (op, input) => {
    const envelope = (await request(op, input)) as { ok: boolean; value?: unknown; error?: WireError };
    if (!envelope.ok && envelope.error) throw new Refused(op, envelope.error);
    return operations[op].output.parse(envelope.value) as OperationOutput<typeof op>;
  };
}

/** The error code that a call is refused with; fails when it is not refused. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) return error.error.code;
    throw error;
  }
  throw new Error('The call was not refused');
}
