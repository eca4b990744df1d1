import { useRef } from 'react';
import type { OperationInput } from '../../../contract/operations.ts';
import type { RefundView } from '../../../contract/views.ts';
import { useStartRefund } from './mutations.ts';

/** A refund that is sent at most once, and what it came to. */
export interface StartedOnce {
  readonly pending: boolean;
  readonly started: RefundView | null;
  readonly once: (input: OperationInput<'refund.start'>) => void;
}

/** One press, one refund: a second tap in the same moment finds the first one. */
export function useStartOnce(onRefused: () => void): StartedOnce {
  const start = useStartRefund();
  const pressed = useRef(false);
  return {
    pending: start.isPending,
    started: start.data ?? null,
    once: (input) => {
      if (pressed.current) return;
      pressed.current = true;
      start.mutate(input, {
        onError: () => {
          pressed.current = false;
          onRefused();
        },
      });
    },
  };
}
