import { useEffect, useState } from 'react';
import type { OperationInput } from '../../../contract/operations.ts';
import type { CardOperationView } from '../../../contract/views.ts';
import { isCardOperationOpen } from '../../../domain/card-operation.ts';
import { RequestError } from '../../client/request-error.ts';
import { useCardOperation } from '../../queries/cards.ts';
import {
  type CardActName,
  makeOperationId,
  useCardAct,
  useHoldersAnew,
} from '../../queries/cards-commands.ts';

export interface ActForm<N extends CardActName> {
  /** Sends what the form makes of the operation's id; after an error that says nothing, the same operation again. */
  readonly send: (make: (operationId: string) => OperationInput<N>) => void;
  readonly pending: boolean;
  /** Why nothing was sent, where it is known that nothing was; or `locked`. */
  readonly error: Error | null;
  /** Nobody knows whether the request arrived: nothing in the form may be changed, only sent again as it was. */
  readonly locked: boolean;
  /** What stands for it in main, followed until its end. */
  readonly operation: CardOperationView | null;
  /** Another operation, of no known end, that stands in the way. */
  readonly busyWith: string | null;
  /** A new operation from the same form: only after one that was refused or has failed. */
  readonly startAnew: () => void;
}

/**
 * One form, one operation: its id is made when the form is opened, so that however often it is sent, it is done once.
 */
export function useActForm<N extends CardActName>(op: N): ActForm<N> {
  const [operationId, setOperationId] = useState(makeOperationId);
  const act = useCardAct(op);
  const answered = act.data?.id === operationId ? act.data : null;
  const followed = useCardOperation(answered === null ? null : operationId).data;
  const holdersAnew = useHoldersAnew();
  const madeHolder = op === 'cards.createHolder' && followed?.state === 'done';
  useEffect(() => {
    if (madeHolder) holdersAnew();
  }, [madeHolder, holdersAnew]);
  return {
    send: (make) => {
      if (!act.isPending) act.mutate(make(operationId));
    },
    pending: act.isPending,
    error: act.isPending ? null : act.error,
    locked: !act.isPending && act.error !== null && saysNothing(act.error),
    operation: answered === null ? null : (followed ?? answered),
    busyWith: act.isPending ? null : busyOperation(act.error),
    startAnew: () => {
      act.reset();
      setOperationId(makeOperationId());
    },
  };
}

const OF_OURS: ReadonlySet<string> = new Set(['internal', 'storage']);

/** Whether after this error the operation may have been kept, and even been sent. */
export function saysNothing(error: unknown): boolean {
  return !(error instanceof RequestError) || OF_OURS.has(error.category);
}

/** The operation that an error names as the one in the way. */
export function busyOperation(error: unknown): string | null {
  if (!(error instanceof RequestError) || error.code !== 'CARDS_BUSY') return null;
  const operationId = error.wire.details?.['operationId'];
  return typeof operationId === 'string' ? operationId : null;
}

/** What the issuer has against a field of the form, where the operation was refused. */
export function complaintOn(operation: CardOperationView | null, field: string): string | null {
  if (operation === null || isCardOperationOpen(operation.state)) return null;
  const found = operation.complaints.filter((complaint) => complaint.field === field);
  return found.length === 0 ? null : found.map(({ message }) => message).join(' ');
}

/** What it has against the whole, or against fields that the form does not have; what its words say is not repeated. */
export function otherComplaints(
  operation: CardOperationView,
  fields: readonly string[],
): readonly { readonly field: string | null; readonly message: string }[] {
  return operation.complaints.filter(({ field, message }) =>
    field === null ? message !== operation.words : !fields.includes(field),
  );
}
