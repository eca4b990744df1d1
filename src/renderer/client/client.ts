import { type Approval, envelopeSchema } from '../../contract/envelope.ts';
import {
  type OperationInput,
  type OperationName,
  type OperationOutput,
  operations,
} from '../../contract/operations.ts';
import type { Transport } from '../transport/transport.ts';
import { RequestError } from './request-error.ts';

/** The wire, typed: what a caller gets has been parsed with the operation's own schema. */
export interface Client {
  request<N extends OperationName>(
    op: N,
    input: OperationInput<N>,
    approval?: Approval,
  ): Promise<OperationOutput<N>>;
}

/**
 * @throws RequestError when main answered with an error, or with something that is not in the contract
 * @throws MainUnreachable, AccessRefused from the transport
 */
export function createClient(transport: Transport): Client {
  return {
    request: async (op, input, approval) => {
      return readReply(op, await transport.request(op, input, approval));
    },
  };
}

/**
 * What an operation answers, out of its envelope; also where something else brought it.
 * @throws RequestError
 */
export function readReply<N extends OperationName>(op: N, reply: unknown): OperationOutput<N> {
  const envelope = envelopeSchema.safeParse(reply);
  if (!envelope.success) throw brokenReply(op);
  if (!envelope.data.ok) throw new RequestError(envelope.data.error);
  return parseReply(op, envelope.data.value);
}

function parseReply<N extends OperationName>(op: N, value: unknown): OperationOutput<N> {
  const reply = operations[op].output.safeParse(value);
  if (!reply.success) throw brokenReply(op);
  return reply.data as OperationOutput<N>; // the schema of this very operation made it
}

function brokenReply(op: string): RequestError {
  return new RequestError({
    code: 'INTERNAL',
    category: 'internal',
    message: `The reply to ${op} does not follow the contract`,
    correlationId: '',
  });
}
