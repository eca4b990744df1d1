import { Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import type { ConnectionView } from '../../../contract/views.ts';
import { useErrorWords } from '../../components/error-words.ts';
import { useNotices } from '../../components/notices.tsx';
import classes from '../settings/settings-screen.module.css';
import { readKeyForm } from './key-form.ts';
import { useEnterKey } from './mutations.ts';

export interface ReplaceKeyDialogProps {
  readonly connection: ConnectionView;
  readonly onClose: () => void;
}

export function ReplaceKeyDialog({ connection, onClose }: ReplaceKeyDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const words = useErrorWords();
  const form = useRef<HTMLFormElement>(null);
  const [incomplete, setIncomplete] = useState(false);
  const enterKey = useEnterKey();
  const problem = enterKey.error && !enterKey.isPending ? words(enterKey.error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    if (enterKey.isPending) return;
    setIncomplete(readKeyForm(element) === null);
    if (readKeyForm(element) === null) return;
    enterKey.mutate(() => readKeyForm(element), {
      onSuccess: () => {
        show({ tone: 'done', title: t('settings.keyReplaced') });
        onClose();
      },
    });
  };
  const keyError = incomplete ? t('setup.field.apiKey') : null;
  return (
    <Dialog title={t('settings.replaceTitle')} width={520} onClose={onClose}>
      <form ref={form} className={classes['form']} onSubmit={submit} noValidate>
        <Text>{t('settings.replaceBody')}</Text>
        <PasswordInput
          name="apiKey"
          data-autofocus
          label={t('settings.newKey')}
          description={t('setup.apiKeyHint')}
          autoComplete="off"
          spellCheck={false}
          error={keyError ?? (problem ? `${problem.title}. ${problem.remedy}` : null)}
        />
        <TextInput
          name="organizationId"
          label={`${t('setup.organizationId')} (${t('common.optional')})`}
          description={t('setup.organizationIdHint')}
          defaultValue={connection.organizationId ?? ''}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" size="lg" fullWidth disabled={enterKey.isPending}>
          {t(enterKey.isPending ? 'setup.submitting' : 'settings.replaceSubmit')}
        </Button>
      </form>
    </Dialog>
  );
}
