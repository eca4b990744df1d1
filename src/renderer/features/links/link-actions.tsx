import { Button } from '@mantine/core';
import { IconCopy, IconHistory, IconPencil, IconPrinter, IconQrcode, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LinkView } from '../../../contract/views.ts';
import { useNotices } from '../../components/notices.tsx';
import { copyText } from '../payments/clipboard.ts';
import type { LinksDialog } from './links-dialogs.tsx';
import classes from './links.module.css';
import { useCopyLinkAddress } from './mutations.ts';

export interface LinkActionsProps {
  readonly link: LinkView;
  readonly mayEdit: boolean;
  readonly onDialog: (dialog: LinksDialog) => void;
}

/** What can be done with one link: first what shows it to payers, then what changes it. */
export function LinkActions({ link, mayEdit, onDialog }: LinkActionsProps) {
  const { t } = useTranslation();
  const copy = useAddressCopy(link.id);
  const isOpen = link.state === 'open';
  return (
    <div className={classes['actions']}>
      {isOpen ? (
        <>
          <Button
            variant="default"
            data-testid="link-qr"
            leftSection={<IconQrcode size={20} aria-hidden />}
            onClick={() => onDialog({ kind: 'qr', link })}
          >
            {t('links.showQr')}
          </Button>
          <Button
            variant="default"
            data-testid="link-copy"
            disabled={copy.pending}
            leftSection={<IconCopy size={20} aria-hidden />}
            onClick={copy.copy}
          >
            {t('links.copy')}
          </Button>
        </>
      ) : null}
      <Button
        variant="default"
        data-testid="link-history"
        leftSection={<IconHistory size={20} aria-hidden />}
        onClick={() => onDialog({ kind: 'history', link })}
      >
        {t('links.history')}
      </Button>
      {isOpen && mayEdit ? (
        <Button
          variant="default"
          data-testid="link-poster"
          leftSection={<IconPrinter size={20} aria-hidden />}
          onClick={() => onDialog({ kind: 'poster', link })}
        >
          {t('posters.open')}
        </Button>
      ) : null}
      {isOpen && mayEdit ? <ChangeKeys link={link} onDialog={onDialog} /> : null}
    </div>
  );
}

function ChangeKeys({ link, onDialog }: Omit<LinkActionsProps, 'mayEdit'>) {
  const { t } = useTranslation();
  return (
    <div className={classes['apart']}>
      <Button
        variant="subtle"
        data-testid="link-edit"
        leftSection={<IconPencil size={20} aria-hidden />}
        onClick={() => onDialog({ kind: 'form', link })}
      >
        {t('links.edit')}
      </Button>
      <Button
        variant="subtle"
        data-testid="link-remove"
        leftSection={<IconTrash size={20} aria-hidden />}
        onClick={() => onDialog({ kind: 'remove', link })}
      >
        {t('links.remove')}
      </Button>
    </div>
  );
}

/** The address is a secret: it goes to the clipboard and nowhere else. */
function useAddressCopy(linkId: string) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const address = useCopyLinkAddress();
  const say = (copied: boolean) =>
    show(
      copied
        ? { tone: 'done', title: t('links.copied'), body: t('links.copiedHint') }
        : { tone: 'problem', title: t('links.copyFailed'), body: t('links.copyFailedHint') },
    );
  return {
    pending: address.isPending,
    copy: () =>
      address.mutate({ linkId }, { onSuccess: async ({ payerUrl }) => say(await copyText(payerUrl)) }),
  };
}
