import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IssuedCardView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { PinPanel } from '../staff/pin-panel.tsx';
import { useStaffSession } from '../staff/queries.ts';
import { useCardWords } from './card-status.tsx';
import classes from './cards.module.css';
import { SHOWN_AT_MOST_MS } from './reveal-clock.ts';
import { RevealDigits } from './reveal-digits.tsx';
import { type Reveal, useReveal } from './use-reveal.ts';

const SECONDS = SHOWN_AT_MOST_MS / 1000;

export interface RevealDialogProps {
  readonly card: IssuedCardView;
  readonly onClose: () => void;
}

/** SEC-10: the owner's PIN, then the digits of this one card for half a minute, and nothing of them afterwards. */
export function RevealDialog({ card, onClose }: RevealDialogProps) {
  const { t } = useTranslation();
  const { name, number } = useCardWords()(card);
  const reveal = useReveal({ accountId: card.accountId, cardId: card.id });
  return (
    <Dialog title={t('issuedCards.reveal.title')} width={560} onClose={onClose}>
      <div className={classes['form']} data-testid="reveal" data-stage={reveal.stage}>
        <p>
          <b>{name}</b> <span className="figures">{number}</span>
        </p>
        <Stage reveal={reveal} onClose={onClose} />
      </div>
    </Dialog>
  );
}

interface StageProps {
  readonly reveal: Reveal;
  readonly onClose: () => void;
}

function Stage({ reveal, onClose }: StageProps) {
  switch (reveal.stage) {
    case 'asking':
      return <AskPin reveal={reveal} />;
    case 'shown':
      return reveal.digits === null ? null : <RevealDigits digits={reveal.digits} reveal={reveal} />;
    case 'hidden':
      return <Hidden reveal={reveal} onClose={onClose} />;
  }
}

function AskPin({ reveal }: Pick<StageProps, 'reveal'>) {
  const { t } = useTranslation();
  const session = useStaffSession().data;
  // Whoever has no PIN is not among them: with nobody signed in, nobody is.
  const people = session?.people.filter(({ id }) => id === session.person?.id) ?? [];
  if (people.length === 0) {
    return (
      <Note tone="warn" title={t('issuedCards.reveal.noPin')} testId="reveal-no-pin">
        <p>{t('issuedCards.reveal.noPinBody')}</p>
      </Note>
    );
  }
  return (
    <>
      <p className={classes['quiet']}>
        {t('issuedCards.reveal.why', { seconds: SECONDS })} {t('issuedCards.reveal.away')}
      </p>
      <PinPanel
        people={people}
        enterWord={t('issuedCards.reveal.enter')}
        onPin={(_staffId, pin) => reveal.ask(pin)}
      />
    </>
  );
}

function Hidden({ reveal, onClose }: StageProps) {
  const { t } = useTranslation();
  return (
    <>
      <div role="status">
        <Note tone="calm" title={t('issuedCards.reveal.hidden')} testId="reveal-hidden">
          <p>{t('issuedCards.reveal.hiddenBody')}</p>
        </Note>
      </div>
      <div className={classes['dialogActions']}>
        <Button variant="default" data-testid="reveal-again" onClick={reveal.again}>
          {t('issuedCards.reveal.again')}
        </Button>
        <Button data-testid="reveal-close" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}
