import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import type { LinkDialogProps } from './link-qr-dialog.tsx';
import classes from './links.module.css';
import { useRemoveLink } from './mutations.ts';

/** Says what is lost with a link before it is deleted: what was printed of it works no more. */
export function RemoveLinkDialog({ link, onClose }: LinkDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const remove = useRemoveLink();
  const done = () => {
    show({ tone: 'done', title: t('links.removed') });
    onClose();
  };
  return (
    <Dialog title={t('links.removeTitle', { name: link.name })} width={520} onClose={onClose}>
      <div className={classes['form']}>
        <p>{t('links.removeBody')}</p>
        <div className={classes['pair']}>
          <Button size="lg" variant="default" data-autofocus onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            size="lg"
            variant="danger"
            data-testid="link-remove-confirm"
            disabled={remove.isPending}
            onClick={() => remove.mutate({ linkId: link.id }, { onSuccess: done })}
          >
            {t('links.remove')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
