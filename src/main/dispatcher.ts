import { type Envelope, REPLY_MAX_BYTES, requestSchema } from '../contract/envelope.ts';
import { AppError, ERROR_CODES, type ErrorCode, type WireError } from '../contract/errors.ts';
import {
  isOperationName,
  type OperationName,
  type OperationOutput,
  type OperationParsed,
  operations,
  type Role,
} from '../contract/operations.ts';
import { toStorageError } from './database/storage-error.ts';
import type { IdSource, Logger } from './ports.ts';

/** One handler per operation: a missing or misspelt one does not compile. */
export type Handlers = {
  readonly [N in OperationName]: (
    input: OperationParsed<N>,
  ) => OperationOutput<N> | Promise<OperationOutput<N>>;
};

export type Dispatch = (request: unknown) => Promise<Envelope>;

/**
 * Parse, authorise, handle, map the error, parse the reply. The only catch of the program: whatever comes in, an
 * envelope goes out (SEC-4).
 */
export function createDispatcher(
  handlers: Handlers,
  { logger, ids }: { readonly logger: Logger; readonly ids: IdSource },
): Dispatch {
  return async (request) => {
    const correlationId = ids.newId();
    const startedAt = performance.now();
    const op = nameOf(request);
    try {
      const value = await handle(handlers, request);
      const ms = Math.round(performance.now() - startedAt);
      // Screens ask every second; only what changes something, or takes long, is worth a line.
      if (ms > SLOW_QUERY_MS || isCommand(op)) logger.info('request', { op, correlationId, ms });
      return { ok: true, value };
    } catch (caught) {
      const error = toWireError(toStorageError(caught), correlationId);
      const level = error.category === 'internal' || error.category === 'storage' ? 'error' : 'warn';
      const cause = error.code === 'INTERNAL' && caught instanceof Error ? { stack: caught.stack } : {};
      logger[level]('request failed', { op, correlationId, code: error.code, ...cause });
      return { ok: false, error };
    }
  };
}

const SLOW_QUERY_MS = 100;

function isCommand(op: string): boolean {
  return isOperationName(op) && operations[op].kind === 'command';
}

async function handle(handlers: Handlers, request: unknown): Promise<unknown> {
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) throw new AppError('INVALID_INPUT', 'A request is an object with "op" and "input"');
  const { op, input = {} } = parsed.data;
  if (!isOperationName(op)) throw new AppError('UNKNOWN_OPERATION', 'There is no such operation');
  authorise(op);
  return perform(handlers, op, input);
}

/** From the least to the most: who may do the work of whom. */
const RANKS: readonly Role[] = ['cashier', 'manager', 'owner'];

/** There is no staff yet: whoever reaches the till is the owner. Sign-in will make this per client. */
const CLIENT_ROLE: Role = 'owner';

function authorise(op: OperationName): void {
  if (RANKS.indexOf(CLIENT_ROLE) >= RANKS.indexOf(operations[op].role)) return;
  throw new AppError('FORBIDDEN', `This takes the ${operations[op].role}`);
}

async function perform<N extends OperationName>(handlers: Handlers, op: N, input: unknown): Promise<unknown> {
  const spec = operations[op];
  const parsed = spec.input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    throw new AppError('INVALID_INPUT', `${field === '' ? 'input' : field}: ${issue?.message ?? 'invalid'}`, {
      ...(field === '' ? {} : { details: { field: field.slice(0, 100) } }),
    });
  }
  // The table pairs each name with its own schema; TypeScript cannot follow that through an index.
  const handler = handlers[op] as (input: unknown) => unknown;
  const reply = spec.output.parse(await handler(parsed.data));
  if (Buffer.byteLength(JSON.stringify(reply) ?? '') > REPLY_MAX_BYTES) {
    throw new Error(`The reply to ${op} is too large`);
  }
  return reply;
}

function nameOf(request: unknown): string {
  const parsed = requestSchema.safeParse(request);
  return parsed.success && isOperationName(parsed.data.op) ? parsed.data.op : '?';
}

function toWireError(error: unknown, correlationId: string): WireError {
  if (!(error instanceof AppError)) {
    return wireError(
      'INTERNAL',
      'Something went wrong inside the till; what was saved is safe',
      correlationId,
    );
  }
  return {
    ...wireError(error.code, error.message.slice(0, 1000), correlationId),
    ...(error.details === undefined ? {} : { details: { ...error.details } }),
    ...(error.retry === undefined ? {} : { retry: error.retry }),
  };
}

export function wireError(code: ErrorCode, message: string, correlationId: string): WireError {
  return { code, category: ERROR_CODES[code], message, correlationId };
}
