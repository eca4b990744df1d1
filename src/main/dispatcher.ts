import {
  type Approval,
  type Envelope,
  REPLY_MAX_BYTES,
  type Request,
  requestSchema,
} from '../contract/envelope.ts';
import { AppError, ERROR_CODES, type ErrorCode, type WireError } from '../contract/errors.ts';
import {
  isOperationName,
  type OperationName,
  type OperationOutput,
  type OperationParsed,
  operations,
} from '../contract/operations.ts';
import { mayActAs } from '../domain/staff.ts';
import { toStorageError } from './database/storage-error.ts';
import type { IdSource, Logger } from './ports.ts';
import { type Actor, NOBODY_ELSE, runAs } from './staff/actor.ts';
import { forbidden } from './staff/roster.ts';
import type { ApprovalRequest } from './staff/signing-in.ts';
import type { Caller } from './staff/staff-parts.ts';

/** One handler per operation: a missing or misspelt one does not compile. */
export type Handlers = {
  readonly [N in OperationName]: (
    input: OperationParsed<N>,
    caller: Caller,
  ) => OperationOutput<N> | Promise<OperationOutput<N>>;
};

/** @param client the window or tab that asks, as the host names it; staff sign in for each of them */
export type Dispatch = (request: unknown, client?: string) => Promise<Envelope>;

/** What the dispatcher asks of the staff: who acts at a client, and whether somebody approves. */
export interface Access {
  /** Null where somebody has to sign in first. */
  standing(client: string): Actor | null;
  /** The client is being used. */
  touch(client: string): void;
  /** @throws AppError when the approver may not approve it, or the PIN is not theirs */
  approve(request: ApprovalRequest, approval: Approval): Promise<Actor>;
}

/** Whoever asks is the owner: a till without staff. */
export const OPEN_ACCESS: Access = {
  standing: () => NOBODY_ELSE,
  touch: () => {},
  approve: async ({ actor }) => actor,
};

/** A client of a host that has only one. */
const LOCAL = 'local';

export interface DispatcherParts {
  readonly logger: Logger;
  readonly ids: IdSource;
  readonly access?: Access;
}

/**
 * Parse, authorise, handle in somebody's name, map the error, parse the reply. The only catch of the program: whatever comes in, an
 * envelope goes out (SEC-4).
 */
export function createDispatcher(handlers: Handlers, parts: DispatcherParts): Dispatch {
  const { access = OPEN_ACCESS } = parts;
  return async (request, client = LOCAL) => {
    const parsed = requestSchema.safeParse(request);
    const op = parsed.success && isOperationName(parsed.data.op) ? parsed.data.op : '?';
    return answer(parts, op, () => handle({ handlers, access, client }, parsed.success ? parsed.data : null));
  };
}

/**
 * Does what cannot be an operation, because bytes do not fit into one, as if it were the one that it stands for: with
 * its role, in the name of whoever has signed in at the client, and with an envelope whatever happens.
 */
export type ActAs = <T>(op: OperationName, client: string, act: () => T | Promise<T>) => Promise<Envelope<T>>;

export function createActing(parts: DispatcherParts): ActAs {
  const { access = OPEN_ACCESS } = parts;
  return (op, client, act) =>
    answer(parts, op, () => {
      const actor = standing({ access, client }, op);
      refuseRole(op, actor);
      access.touch(client);
      return runAs(actor, act);
    });
}

async function answer<T>(
  { logger, ids }: DispatcherParts,
  op: string,
  act: () => T | Promise<T>,
): Promise<Envelope<T>> {
  const correlationId = ids.newId();
  const startedAt = performance.now();
  try {
    const value = await act();
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
}

const SLOW_QUERY_MS = 100;

function isCommand(op: string): boolean {
  return isOperationName(op) && operations[op].kind === 'command';
}

interface Asking {
  readonly handlers: Handlers;
  readonly access: Access;
  readonly client: string;
}

async function handle(asking: Asking, request: Request | null): Promise<unknown> {
  if (!request) throw new AppError('INVALID_INPUT', 'A request is an object with "op" and "input"');
  const { op, input = {}, approval } = request;
  if (!isOperationName(op)) throw new AppError('UNKNOWN_OPERATION', 'There is no such operation');
  const own = standing(asking, op);
  if (!approval) refuseRole(op, own);
  const known = parseInput(op, input);
  const actor = own && approval ? await approved(asking, { op, actor: own }, approval) : own;
  refuseRole(op, actor);
  if (isCommand(op)) asking.access.touch(asking.client);
  // Signing in is nobody's act: it says itself who it is about.
  const name = operations[op].role === 'anyone' ? null : actor;
  return runAs(name, () => perform(asking.handlers, op, known, { client: asking.client, actor }));
}

/** @throws AppError SIGN_IN_REQUIRED for whatever is not for everybody */
function standing({ access, client }: Pick<Asking, 'access' | 'client'>, op: OperationName): Actor | null {
  const actor = access.standing(client);
  if (actor === null && operations[op].role !== 'anyone') {
    throw new AppError('SIGN_IN_REQUIRED', 'Somebody has to sign in first');
  }
  return actor;
}

/** @throws AppError FORBIDDEN with the role that it takes, for which an approval may be asked */
function refuseRole(op: OperationName, actor: Actor | null): void {
  const { role } = operations[op];
  if (role === 'anyone' || (actor && mayActAs(actor.role, role))) return;
  throw forbidden(role);
}

/**
 * Who acts once somebody has said yes. Whether more is needed may lie in the input (a manager adds cashiers only), so
 * an approval is checked wherever one is given.
 */
async function approved(
  { access, client }: Asking,
  { op, actor }: { readonly op: OperationName; readonly actor: Actor },
  approval: Approval,
): Promise<Actor> {
  const { role } = operations[op];
  if (role === 'anyone') return actor;
  const given = await runAs(actor, () => access.approve({ actor, op, needed: role }, approval));
  // The client may have been locked, or somebody else signed in, while the PIN was being checked.
  if (access.standing(client)?.staffId === actor.staffId) return given;
  throw new AppError('SIGN_IN_REQUIRED', 'Somebody has to sign in first');
}

function parseInput<N extends OperationName>(op: N, input: unknown): unknown {
  const parsed = operations[op].input.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new AppError('INVALID_INPUT', `${field === '' ? 'input' : field}: ${issue?.message ?? 'invalid'}`, {
    ...(field === '' ? {} : { details: { field: field.slice(0, 100) } }),
  });
}

async function perform<N extends OperationName>(
  handlers: Handlers,
  op: N,
  input: unknown,
  caller: Caller,
): Promise<unknown> {
  // The table pairs each name with its own schema; TypeScript cannot follow that through an index.
  const handler = handlers[op] as (input: unknown, caller: Caller) => unknown;
  const reply = operations[op].output.parse(await handler(input, caller));
  if (Buffer.byteLength(JSON.stringify(reply) ?? '') > REPLY_MAX_BYTES) {
    throw new Error(`The reply to ${op} is too large`);
  }
  return reply;
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
