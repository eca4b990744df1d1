import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookView } from '../../../contract/views.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from '../settings/settings-screen.module.css';
import { useChangeWebhook } from './mutations.ts';
import { useWebhook } from './queries.ts';
import { WebhookSecret } from './webhook-secret.tsx';

/** The receiver of webhooks: off unless somebody wants it, and never more than a faster way to what asking finds. */
export function WebhookCard() {
  const { t } = useTranslation();
  const change = useChangeWebhook();
  const webhook = useWebhook().data;
  if (!webhook) return null;
  return (
    <section className={classes['card']} aria-labelledby="settings-webhooks" data-testid="webhook-card">
      <h3 id="settings-webhooks">{t('webhooks.title')}</h3>
      <p className={classes['plain']}>{t('webhooks.body')}</p>
      <CheckRow
        checked={webhook.enabled}
        testId="webhook-enabled"
        onChange={(enabled) => change.mutate({ enabled })}
      >
        {t('webhooks.enabled')}
      </CheckRow>
      {webhook.enabled ? <Receiver webhook={webhook} /> : null}
    </section>
  );
}

interface WebhookProps {
  readonly webhook: WebhookView;
}

function Receiver({ webhook }: WebhookProps) {
  return (
    <>
      <Standing webhook={webhook} />
      <PortForm key={webhook.port} webhook={webhook} />
      <WebhookSecret webhook={webhook} />
      <Counts webhook={webhook} />
    </>
  );
}

function Standing({ webhook: { state } }: WebhookProps) {
  const { t } = useTranslation();
  const isListening = state.kind === 'listening';
  const words =
    state.kind === 'off'
      ? t('webhooks.state.off')
      : t(`webhooks.state.${state.kind === 'listening' ? 'listening' : state.reason}`, { port: state.port });
  return (
    <p
      role="status"
      className={classes['state']}
      data-state={isListening ? 'ok' : 'absent'}
      data-testid="webhook-state"
    >
      {words}
    </p>
  );
}

function PortForm({ webhook }: WebhookProps) {
  const { t } = useTranslation();
  const change = useChangeWebhook();
  const [text, setText] = useState(String(webhook.port));
  const port = portOf(text);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (port === null || port === webhook.port || change.isPending) return;
    change.mutate({ port });
  };
  return (
    <form className={classes['form']} noValidate onSubmit={submit}>
      <TextInput
        label={t('webhooks.port')}
        data-testid="webhook-port"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        error={port === null ? t('webhooks.portWrong') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {port !== null && port !== webhook.port ? (
        <Button type="submit" data-testid="webhook-port-change" disabled={change.isPending}>
          {t('webhooks.change')}
        </Button>
      ) : null}
      <TextInput
        label={t('webhooks.address')}
        data-testid="webhook-address"
        readOnly
        value={`http://127.0.0.1:${webhook.port}${webhook.path}`}
        onFocus={(event) => event.currentTarget.select()}
      />
    </form>
  );
}

function portOf(text: string): number | null {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port >= 1024 && port <= 65_535 ? port : null;
}

function Counts({ webhook: { counts } }: WebhookProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const { proofs, hints, duplicates, refused, lastAt, lastRefusal } = counts;
  return (
    <div className={classes['plain']} data-testid="webhook-counts">
      <p>{t('webhooks.counts', { proofs, hints, duplicates, refused })}</p>
      {lastAt === null ? null : <p>{t('webhooks.last', { moment: formatMoment(lastAt, language, now) })}</p>}
      {lastRefusal === null ? null : <p>{t(`webhooks.refusal.${lastRefusal.reason}`)}</p>}
    </div>
  );
}
