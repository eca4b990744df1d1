import type { Approval } from '../../../contract/envelope.ts';
import type { Role } from '../../../contract/operation.ts';
import { operations, type OperationName } from '../../../contract/operations.ts';
import { STAFF_ROLES } from '../../../domain/staff.ts';
import type { Client } from '../../client/client.ts';
import { RequestError } from '../../client/request-error.ts';

/** An act that takes more than whoever is signed in may do. */
export interface ApprovalNeed<T> {
  readonly needed: Role;
  /** The same request once more, with somebody's yes. */
  readonly perform: (approval: Approval) => Promise<T>;
  /** What main answered without it. */
  readonly refused: RequestError;
}

export interface ApprovingParts {
  /** Asks a person; rejects with what was refused when nobody approves. */
  readonly ask: <T>(need: ApprovalNeed<T>) => Promise<T>;
  /** Nobody is signed in any more: the till has locked itself. */
  readonly onLocked: () => void;
}

/**
 * A client that asks for an approval where a command is forbidden, and sends it once more with the approver's PIN. The
 * one place for it: screens only see that a command took its time, or was refused.
 */
export function createApprovingClient(base: Client, { ask, onLocked }: ApprovingParts): Client {
  return {
    request: async (op, input, approval) => {
      try {
        return await base.request(op, input, approval);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        if (error.code === 'SIGN_IN_REQUIRED') onLocked();
        const needed = roleThatMay(error);
        if (needed === null || approval || !mayBeApproved(op)) throw error;
        return ask({ needed, perform: (given) => base.request(op, input, given), refused: error });
      }
    },
  };
}

/** Which role main asks for; null where it is about something else. */
export function roleThatMay(error: RequestError): Role | null {
  if (error.code !== 'FORBIDDEN') return null;
  return STAFF_ROLES.find((role) => role === error.wire.details?.['role']) ?? null;
}

/** Queries are asked by screens, not by people: what they may not see is not there. */
function mayBeApproved(op: OperationName): boolean {
  return operations[op].kind === 'command';
}
