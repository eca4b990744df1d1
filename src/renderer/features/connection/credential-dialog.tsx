import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus, ConnectionView } from '../../../contract/views.ts';
import { RequestError } from '../../client/request-error.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import classes from './connection.module.css';
import { CredentialFields } from './credential-fields.tsx';
import {
  type CredentialField,
  type CredentialKind,
  fieldOfCode,
  readKeyForm,
  readSignInForm,
  wrongCredentialField,
} from './credential-form.ts';
import { useEnterKey, useSignIn } from './mutations.ts';
import { useTryWords } from './problem-words.ts';

export interface CredentialDialogProps {
  readonly kind: CredentialKind;
  readonly connection: ConnectionView;
  readonly secrets: AppStatus['secrets'];
  readonly onClose: () => void;
}

/** Another key, or a sign-in, for the connected account: tried before it is kept. */
export function CredentialDialog({ kind, connection, secrets, onClose }: CredentialDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const wordsOf = useTryWords(kind);
  const [wrong, setWrong] = useState<CredentialField | null>(null);
  const attempt = useTry(kind);
  const isKey = kind === 'api_key';
  const problem = attempt.error && !attempt.isPending ? wordsOf(attempt.error) : null;
  const about = attempt.error instanceof RequestError ? fieldOfCode(attempt.error.code, kind) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (attempt.isPending) return;
    const field = wrongCredentialField(new FormData(form), kind);
    setWrong(field);
    if (field !== null) {
      form.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
      return;
    }
    attempt.send(form, () => {
      show({ tone: 'done', title: t(isKey ? 'connection.keyKept' : 'connection.signedIn') });
      onClose();
    });
  };
  const errorOf = (field: CredentialField) => {
    if (wrong !== null) return wrong === field ? t(`connection.field.${field}`) : null;
    return about === field && problem ? `${problem.title}. ${problem.remedy}` : null;
  };
  return (
    <Dialog title={t(isKey ? 'connection.keyTitle' : 'connection.signInTitle')} width={560} onClose={onClose}>
      <form className={classes['form']} onSubmit={submit} noValidate>
        <p>{t(isKey ? 'connection.keyBody' : 'connection.signInBody')}</p>
        {isKey ? <p className={classes['hint']}>{t('connection.whereKey')}</p> : null}
        <CredentialFields
          kind={kind}
          secrets={secrets}
          organizationId={connection.organizationId}
          errorOf={errorOf}
          focus
        />
        <div role="alert">
          {problem && wrong === null && about === null ? (
            <Note tone="bad" title={problem.title} testId="connection-problem">
              {problem.remedy}
            </Note>
          ) : null}
        </div>
        <div className={classes['confirm']}>
          <Button
            type="submit"
            size="lg"
            fullWidth
            disabled={attempt.isPending}
            data-testid="connection-submit"
          >
            {t(attempt.isPending ? 'connection.testing' : 'connection.tryAndKeep')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Sends what stands in the form; it is read at the moment of sending, and kept nowhere in between. */
function useTry(kind: CredentialKind) {
  const enterKey = useEnterKey();
  const signIn = useSignIn();
  const { isPending, error } = kind === 'api_key' ? enterKey : signIn;
  const send = (form: HTMLFormElement, onSuccess: () => void) =>
    kind === 'api_key'
      ? enterKey.mutate(() => readKeyForm(new FormData(form)), { onSuccess })
      : signIn.mutate(() => readSignInForm(new FormData(form)), { onSuccess });
  return { isPending, error, send };
}
