import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardWebhookView } from '../../../contract/views.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { FieldLabel } from '../../components/field-label.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useSetCardWebhook } from '../../queries/cards-commands.ts';
import classes from './cards.module.css';
import { CardsProblem } from './cards-problem.tsx';
import {
  WEBHOOK_EVENTS,
  type WebhookDraft,
  webhookDraftOf,
  withEvent,
  wrongWebhookFields,
} from './cards-webhook-draft.ts';

/** Sets all of it at the issuer. The secret is made by the till: nobody types it, and it is not seen here (SEC-7). */
export function CardsWebhookForm({ webhook }: { readonly webhook: CardWebhookView }) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const save = useSetCardWebhook();
  const [draft, setDraft] = useState(() => webhookDraftOf(webhook));
  const [tried, setTried] = useState(false);
  const wrong = tried ? wrongWebhookFields(draft) : [];
  const saved = () => {
    setDraft((before) => ({ ...before, newSecret: false }));
    setTried(false);
    show({ tone: 'done', title: t('cards.webhook.saved') });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (save.isPending || wrongWebhookFields(draft).length > 0) return;
    save.mutate({ ...draft, url: draft.url.trim(), events: [...draft.events] }, { onSuccess: saved });
  };
  return (
    <form className={classes['form']} noValidate data-testid="cards-webhook-form" onSubmit={submit}>
      <AddressField draft={draft} path={webhook.path} wrong={wrong.includes('url')} onChange={setDraft} />
      <EventTicks draft={draft} missing={wrong.includes('events')} onChange={setDraft} />
      <Switches draft={draft} hasSecret={webhook.secret !== null} onChange={setDraft} />
      {save.error && !save.isPending ? <CardsProblem error={save.error} /> : null}
      <Button
        type="submit"
        className={classes['alone']}
        data-testid="cards-webhook-save"
        disabled={save.isPending}
      >
        {t(save.isPending ? 'cards.webhook.saving' : 'cards.webhook.save')}
      </Button>
    </form>
  );
}

interface PartProps {
  readonly draft: WebhookDraft;
  readonly onChange: (draft: WebhookDraft) => void;
}

interface AddressFieldProps extends PartProps {
  readonly path: string;
  readonly wrong: boolean;
}

function AddressField({ draft, path, wrong, onChange }: AddressFieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('cards.webhook.url')}
      description={t('cards.webhook.urlHint', { path })}
      data-testid="cards-webhook-url"
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      maxLength={500}
      value={draft.url}
      error={wrong ? t('cards.webhook.urlWrong') : null}
      onChange={(event) => onChange({ ...draft, url: event.currentTarget.value })}
    />
  );
}

function EventTicks({ draft, missing, onChange }: PartProps & { readonly missing: boolean }) {
  const { t } = useTranslation();
  return (
    <div>
      <FieldLabel>{t('cards.webhook.events')}</FieldLabel>
      {WEBHOOK_EVENTS.map((event) => (
        <CheckRow
          key={event}
          checked={draft.events.includes(event)}
          testId={`cards-webhook-event-${event}`}
          onChange={(told) => onChange(withEvent(draft, event, told))}
        >
          {t(`cards.webhook.event.${event}`)}
        </CheckRow>
      ))}
      <p role="alert" className={classes['problem']}>
        {missing ? t('cards.webhook.eventsWrong') : null}
      </p>
    </div>
  );
}

function Switches({ draft, hasSecret, onChange }: PartProps & { readonly hasSecret: boolean }) {
  const { t } = useTranslation();
  return (
    <div>
      <CheckRow
        checked={draft.active}
        testId="cards-webhook-active"
        onChange={(active) => onChange({ ...draft, active })}
      >
        {t('cards.webhook.active')}
      </CheckRow>
      {hasSecret ? (
        <>
          <CheckRow
            checked={draft.newSecret}
            testId="cards-webhook-new-secret"
            onChange={(newSecret) => onChange({ ...draft, newSecret })}
          >
            {t('cards.webhook.newSecret')}
          </CheckRow>
          <p className={classes['meta']}>{t('cards.webhook.newSecretHint')}</p>
        </>
      ) : null}
    </div>
  );
}
