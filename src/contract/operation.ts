import { z } from 'zod';
import type { StaffRole } from '../domain/staff.ts';

/** Who may call an operation. With no staff, every client is the owner. */
export type Role = StaffRole;

/** `anyone`: also where nobody has signed in. */
export type OperationRole = Role | 'anyone';

export interface Operation<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly role: OperationRole;
  readonly input: I;
  readonly output: O;
}

export const query = <I extends z.ZodType, O extends z.ZodType>(role: OperationRole, input: I, output: O) =>
  ({ kind: 'query', role, input, output }) as const satisfies Operation<I, O>;

export const command = <I extends z.ZodType, O extends z.ZodType>(role: OperationRole, input: I, output: O) =>
  ({ kind: 'command', role, input, output }) as const satisfies Operation<I, O>;

export const nothing = z.strictObject({});
/** Where the next page begins; ours, and opaque to the client. */
export const cursor = z.string().max(200).nullable().default(null);
