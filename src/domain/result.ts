/**
 * The outcome of an operation that is expected to fail sometimes.
 *
 * Domain functions return it for everything that a user or a remote system can cause, and throw only for
 * bugs, so that a caller can see from the type what it has to answer.
 */
export type Result<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const err = <E>(error: E): Err<E> => ({ ok: false, error });

/** Marks a branch that the types say cannot be reached; reaching it is a bug. */
export const unreachable = (value: never): never => {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
};
