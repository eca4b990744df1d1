import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, CardWebhookView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCardWebhook } from '../../queries/cards.ts';
import { useDeleteCardWebhook } from '../../queries/cards-commands.ts';
import classes from '../settings/settings-screen.module.css';
import { CardsProblem } from './cards-problem.tsx';
import { webhookStanding } from './cards-webhook-draft.ts';
import { CardsWebhookForm } from './cards-webhook-form.tsx';
import { OfferLine } from './desk-offers.tsx';
import { useCardsRole } from './use-cards-role.ts';

/** Whether the issuer tells of changes by itself: read from the issuer, set there, and never more than a faster way. */
export function CardsWebhookCard({ desk }: { readonly desk: CardDeskView }) {
  const { t } = useTranslation();
  const offered = desk.offers.webhooks === 'offered';
  const atHand = desk.credential.state === 'good' || desk.credential.state === 'ends_soon';
  const { data, error, refetch } = useCardWebhook(offered && atHand);
  return (
    <section className={classes['card']} aria-labelledby="settings-cards-webhook" data-testid="cards-webhook">
      <h3 id="settings-cards-webhook">{t('cards.webhook.title')}</h3>
      <p className={classes['plain']}>{t('cards.webhook.body')}</p>
      <OfferLine desk={desk} act="webhooks" />
      {error ? <CardsProblem error={error} onRetry={refetch} /> : null}
      {data ? <WebhookBody webhook={data} /> : null}
    </section>
  );
}

interface WebhookProps {
  readonly webhook: CardWebhookView;
}

const LAMPS = {
  none: 'none',
  off: 'absent',
  noSecret: 'refused',
  otherSecret: 'refused',
  set: 'ok',
} as const;

function WebhookBody({ webhook }: WebhookProps) {
  const { t } = useTranslation();
  const acts = useCardsRole() === 'acts';
  const standing = webhookStanding(webhook);
  return (
    <>
      <p
        role="status"
        className={classes['state']}
        data-state={LAMPS[standing]}
        data-testid="cards-webhook-state"
      >
        {t(`cards.webhook.${standing}`)}
      </p>
      <SecretLine webhook={webhook} />
      {acts ? <CardsWebhookForm key={webhook.config?.url ?? ''} webhook={webhook} /> : null}
      {!acts && webhook.config ? <p>{webhook.config.url}</p> : null}
      {acts && webhook.config ? <RemoveKey /> : null}
      {webhook.config ? <Counts webhook={webhook} /> : null}
    </>
  );
}

function SecretLine({ webhook: { secret } }: WebhookProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  return (
    <p className={classes['plain']} data-testid="cards-webhook-secret">
      {secret === null
        ? t('cards.webhook.secretNone')
        : t(secret.lastFour === '' ? 'cards.webhook.secretShort' : 'cards.webhook.secret', {
            lastFour: secret.lastFour,
            moment: formatMoment(secret.since, language, now),
          })}
    </p>
  );
}

function Counts({ webhook: { counts } }: WebhookProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const { verified, refused, lastAt } = counts;
  return (
    <div className={classes['plain']} data-testid="cards-webhook-counts">
      <p>{t('cards.webhook.counts', { verified, refused })}</p>
      {lastAt === null ? null : (
        <p>{t('cards.webhook.last', { moment: formatMoment(lastAt, language, now) })}</p>
      )}
    </div>
  );
}

function RemoveKey() {
  const { t } = useTranslation();
  const { show } = useNotices();
  const [asked, setAsked] = useState(false);
  const remove = useDeleteCardWebhook();
  const removed = () => {
    setAsked(false);
    show({ tone: 'done', title: t('cards.webhook.removed') });
  };
  return (
    <div className={classes['actions']}>
      <Button variant="danger" data-testid="cards-webhook-remove" onClick={() => setAsked(true)}>
        {t('cards.webhook.remove')}
      </Button>
      {asked ? (
        <Dialog title={t('cards.webhook.removeTitle')} width={560} onClose={() => setAsked(false)}>
          <div className={classes['form']}>
            <p>{t('cards.webhook.removeBody')}</p>
            <div className={classes['actions']}>
              <Button variant="default" data-autofocus onClick={() => setAsked(false)}>
                {t('common.cancel')}
              </Button>
              <Button
                variant="danger"
                data-testid="cards-webhook-remove-confirm"
                disabled={remove.isPending}
                onClick={() => remove.mutate({}, { onSuccess: removed })}
              >
                {t('cards.webhook.remove')}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
