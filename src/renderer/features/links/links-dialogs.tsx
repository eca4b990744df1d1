import { useTranslation } from 'react-i18next';
import type { LinkPaymentView, LinkView, OtherLinkView } from '../../../contract/views.ts';
import { usePaymentOptions } from '../payments/queries.ts';
import { useCurrency } from '../shell/queries.ts';
import { AdoptDialog } from './adopt-dialog.tsx';
import { AttachMoneyDialog } from './attach-money-dialog.tsx';
import { LeaveMoneyDialog } from './leave-money-dialog.tsx';
import { LinkForm } from './link-form.tsx';
import { LinkHistoryDialog } from './link-history-dialog.tsx';
import { PosterDialog } from '../posters/poster-dialog.tsx';
import { type LinkDialogProps, LinkQrDialog } from './link-qr-dialog.tsx';
import { RemoveLinkDialog } from './remove-link-dialog.tsx';

/** What lies over the list. */
export type LinksDialog =
  | { readonly kind: 'form'; readonly link: LinkView | null }
  | { readonly kind: 'qr' | 'history' | 'remove' | 'poster'; readonly link: LinkView }
  | { readonly kind: 'adopt'; readonly other: OtherLinkView }
  | { readonly kind: 'attach' | 'leave'; readonly payment: LinkPaymentView };

export interface LinksDialogsProps {
  readonly dialog: LinksDialog;
  readonly onClose: () => void;
}

export function LinksDialogs({ dialog, onClose }: LinksDialogsProps) {
  switch (dialog.kind) {
    case 'form':
      return <FormDialog link={dialog.link} onClose={onClose} />;
    case 'qr':
      return <LinkQrDialog link={dialog.link} onClose={onClose} />;
    case 'poster':
      return <LinkPosterDialog link={dialog.link} onClose={onClose} />;
    case 'history':
      return <LinkHistoryDialog link={dialog.link} onClose={onClose} />;
    case 'remove':
      return <RemoveLinkDialog link={dialog.link} onClose={onClose} />;
    case 'adopt':
      return <AdoptDialog other={dialog.other} onClose={onClose} />;
    case 'attach':
      return <AttachMoneyDialog payment={dialog.payment} onClose={onClose} />;
    case 'leave':
      return <LeaveMoneyDialog payment={dialog.payment} onClose={onClose} />;
  }
}

function LinkPosterDialog({ link, onClose }: LinkDialogProps) {
  const { t } = useTranslation();
  const title = t('posters.title', { name: link.name });
  return <PosterDialog title={title} codes={[{ kind: 'link', id: link.id }]} onClose={onClose} />;
}

function FormDialog({ link, onClose }: { readonly link: LinkView | null; readonly onClose: () => void }) {
  const currency = useCurrency();
  const options = usePaymentOptions().data;
  if (!currency || !options) return null;
  return <LinkForm link={link} currency={currency} methods={options.methods} onClose={onClose} />;
}
