import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus, CardDeskView } from '../../../contract/views.ts';
import { useNow } from '../../components/use-now.ts';
import { formatDate, formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCardDesk } from '../../queries/cards.ts';
import { useDescribeDesk } from '../../queries/cards-commands.ts';
import classes from '../settings/settings-screen.module.css';
import { CardsWebhookCard } from './cards-webhook-card.tsx';
import { DeskConnectDialog } from './desk-connect-dialog.tsx';
import { DeskDisconnectDialog } from './desk-disconnect-dialog.tsx';
import { DeskOffers } from './desk-offers.tsx';
import { DeskWarning } from './desk-warning.tsx';
import { useCardsRole } from './use-cards-role.ts';

export interface DeskConnectionProps {
  readonly status: Pick<AppStatus, 'secrets' | 'demoAddress'>;
}

/** Where the card issuer is, and how the till signs in there. The owner's; a manager sees how it stands. */
export function DeskConnection({ status }: DeskConnectionProps) {
  const { t } = useTranslation();
  const role = useCardsRole();
  const desk = useCardDesk(role !== 'none').data?.desk;
  if (role === 'none' || desk === undefined || (role === 'reads' && desk === null)) return null;
  return (
    <section className={classes['section']} aria-labelledby="settings-cards" data-testid="cards-settings">
      <h2 id="settings-cards">{t('cards.desk.title')}</h2>
      <div className={classes['columns']}>
        <DeskCard desk={desk} status={status} acts={role === 'acts'} />
        {desk === null ? null : <CardsWebhookCard desk={desk} />}
      </div>
    </section>
  );
}

interface DeskCardProps extends DeskConnectionProps {
  readonly desk: CardDeskView | null;
  readonly acts: boolean;
}

function DeskCard({ desk, status, acts }: DeskCardProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'connect' | 'disconnect' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className={classes['card']} data-testid="desk-card">
      <p className={classes['plain']}>{t('cards.desk.body')}</p>
      {desk === null ? <p>{t('cards.desk.none')}</p> : <ConnectedDesk desk={desk} status={status} />}
      {acts ? <DeskActions desk={desk} onOpen={setOpen} /> : null}
      {open === 'connect' ? <DeskConnectDialog desk={desk} status={status} onClose={close} /> : null}
      {open === 'disconnect' && desk ? <DeskDisconnectDialog desk={desk} onClose={close} /> : null}
    </div>
  );
}

interface ConnectedDeskProps extends DeskConnectionProps {
  readonly desk: CardDeskView;
}

const LAMPS = { good: 'ok', ends_soon: 'absent', ended: 'refused', not_at_hand: 'absent' } as const;

function ConnectedDesk({ desk, status }: ConnectedDeskProps) {
  const { t } = useTranslation();
  const { state } = desk.credential;
  return (
    <>
      <p role="status" className={classes['state']} data-state={LAMPS[state]} data-testid="desk-state">
        {t(`cards.desk.state.${state}`)}
      </p>
      <DeskWarning desk={desk} />
      <DeskFacts desk={desk} status={status} />
      {desk.open > 0 ? <p>{t('cards.desk.openLeft', { count: desk.open })}</p> : null}
      <DeskOffers desk={desk} />
    </>
  );
}

function DeskFacts({ desk, status: { secrets } }: ConnectedDeskProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const { kind, lastFour, since, expiresAt } = desk.credential;
  const token = kind === 'jwt' ? 'jwt' : 'apiToken';
  const words = lastFour === '' ? (`${token}Short` as const) : token;
  return (
    <dl className={classes['facts']}>
      <dt>{t('cards.desk.address')}</dt>
      <dd>{desk.baseUrl}</dd>
      <dt>{t('cards.desk.token')}</dt>
      <dd>{t(`cards.desk.${words}`, { lastFour, date: formatDate(since, language) })}</dd>
      {expiresAt === null ? null : (
        <>
          <dt>{t('cards.desk.expires')}</dt>
          <dd>{formatMoment(expiresAt, language, now)}</dd>
        </>
      )}
      <dt>{t('cards.desk.keptIn')}</dt>
      <dd>{t(secrets.kind === 'memory' ? 'connection.memory' : 'connection.keychain')}</dd>
      <dt>{t('cards.desk.version')}</dt>
      <dd>
        {desk.version ?? t('cards.desk.noVersion')}
        {desk.describedAt === null
          ? null
          : ` · ${t('cards.desk.described', { moment: formatMoment(desk.describedAt, language, now) })}`}
      </dd>
    </dl>
  );
}

interface DeskActionsProps {
  readonly desk: CardDeskView | null;
  readonly onOpen: (what: 'connect' | 'disconnect') => void;
}

function DeskActions({ desk, onOpen }: DeskActionsProps) {
  const { t } = useTranslation();
  const describe = useDescribeDesk();
  const needed = desk === null || desk.credential.state !== 'good';
  return (
    <div className={classes['actions']}>
      <Button
        variant={needed ? 'filled' : 'default'}
        data-testid="desk-connect"
        onClick={() => onOpen('connect')}
      >
        {t(desk === null ? 'cards.desk.connect' : 'cards.desk.replace')}
      </Button>
      {desk === null ? null : (
        <>
          <Button
            variant="default"
            data-testid="desk-describe"
            disabled={describe.isPending}
            onClick={() => describe.mutate({})}
          >
            {t(describe.isPending ? 'cards.reading' : 'cards.desk.describe')}
          </Button>
          <Button variant="danger" data-testid="desk-disconnect" onClick={() => onOpen('disconnect')}>
            {t('cards.desk.disconnect')}
          </Button>
        </>
      )}
    </div>
  );
}
