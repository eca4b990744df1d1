import type { AttentionView } from '../../../contract/views.ts';
import { DecideDialog } from '../refunds/decide-dialog.tsx';
import type { AttentionAction } from './actions.ts';
import { AttachDialog } from './attach-dialog.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { GiveBackDialog } from './give-back-dialog.tsx';

/** What a manager has begun to do about an item. */
export interface OpenAction {
  readonly kind: AttentionAction;
  readonly item: AttentionView;
}

export interface AttentionDialogProps {
  readonly action: OpenAction;
  readonly onClose: () => void;
}

export function AttentionDialog({ action: { kind, item }, onClose }: AttentionDialogProps) {
  switch (kind) {
    case 'attach':
      return <AttachDialog item={item} onClose={onClose} />;
    case 'refund':
      return <GiveBackDialog item={item} onClose={onClose} />;
    case 'dismiss':
      return <DismissDialog item={item} onClose={onClose} />;
    case 'decide':
      return item.refundId === null ? null : <DecideDialog refundId={item.refundId} onClose={onClose} />;
  }
}
