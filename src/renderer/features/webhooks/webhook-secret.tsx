import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookView } from '../../../contract/views.ts';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { SecretInput } from '../connection/secret-input.tsx';
import classes from '../settings/settings-screen.module.css';
import { useForgetWebhookSecret, useKeepWebhookSecret } from './mutations.ts';

const SECRET_MIN = 8;

/** The secret of the signatures: entered, never shown again (SEC-7). */
export function WebhookSecret({ webhook }: { readonly webhook: WebhookView }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { show } = useNotices();
  const keep = useKeepWebhookSecret();
  const forget = useForgetWebhookSecret();
  const [short, setShort] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const read = () => {
      const secret = String(new FormData(form).get('webhook-secret') ?? '').trim();
      return secret.length < SECRET_MIN ? null : { secret };
    };
    setShort(read() === null);
    if (read() === null || keep.isPending) return;
    keep.mutate(read, {
      onSuccess: () => {
        form.reset();
        show({ tone: 'done', title: t('webhooks.kept') });
      },
    });
  };
  const forgotten = () => show({ tone: 'done', title: t('webhooks.forgotten') });
  return (
    <form className={classes['form']} noValidate onSubmit={submit}>
      <Present webhook={webhook} />
      <SecretInput
        name="webhook-secret"
        testId="webhook-secret"
        label={t('webhooks.secret')}
        description={t('webhooks.secretHint')}
        error={short ? t('webhooks.secretWrong') : keep.error ? words(keep.error).title : null}
      />
      <div className={classes['inline']}>
        <Button type="submit" data-testid="webhook-secret-keep" disabled={keep.isPending}>
          {t('webhooks.keep')}
        </Button>
        {webhook.secret === null ? null : (
          <Button
            variant="default"
            data-testid="webhook-secret-forget"
            disabled={forget.isPending}
            onClick={() => forget.mutate({}, { onSuccess: forgotten })}
          >
            {t('webhooks.forget')}
          </Button>
        )}
      </div>
    </form>
  );
}

function Present({ webhook: { secret, secretAtHand } }: { readonly webhook: WebhookView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  if (secret === null) return null;
  if (!secretAtHand) return <Note tone="warn" title={t('webhooks.secretGone')} />;
  const { lastFour, since } = secret;
  const moment = formatMoment(since, language, now);
  return (
    <p className={classes['plain']} data-testid="webhook-secret-set">
      {lastFour === ''
        ? t('webhooks.secretSetShort', { moment })
        : t('webhooks.secretSet', { lastFour, moment })}
    </p>
  );
}
