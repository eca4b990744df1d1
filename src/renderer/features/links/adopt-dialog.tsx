import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtherLinkView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import classes from './links.module.css';
import { useAdoptLink } from './mutations.ts';

export interface AdoptDialogProps {
  readonly other: OtherLinkView;
  readonly onClose: () => void;
}

/** A link that was made elsewhere becomes this register's; only its name is missing. */
export function AdoptDialog({ other, onClose }: AdoptDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const adopt = useAdoptLink();
  const [name, setName] = useState(other.productNames[0] ?? '');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  const done = () => {
    show({ tone: 'done', title: t('links.others.takenOver') });
    onClose();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing || adopt.isPending) return;
    adopt.mutate({ partnerLinkId: other.partnerLinkId, name: name.trim() }, { onSuccess: done });
  };
  return (
    <Dialog title={t('links.others.takeOverTitle')} width={520} onClose={onClose}>
      <form className={classes['form']} noValidate onSubmit={submit}>
        <p>{t('links.others.takeOverBody')}</p>
        <TextInput
          data-autofocus
          data-testid="adopt-name"
          label={t('links.field.name')}
          description={t('links.field.nameHint')}
          autoComplete="off"
          maxLength={120}
          value={name}
          error={tried && missing ? t('links.field.nameMissing') : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" fullWidth data-testid="adopt-confirm" disabled={adopt.isPending}>
          {t('links.others.takeOver')}
        </Button>
      </form>
    </Dialog>
  );
}
