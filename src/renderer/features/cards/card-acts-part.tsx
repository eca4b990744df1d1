import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, IssuedCardView, IssuerAccountView } from '../../../contract/views.ts';
import { useIssuerAccounts } from '../../queries/cards.ts';
import { AskDialog } from './ask-dialog.tsx';
import { actsOf, hasDigits, type PageAct } from './card-acts.ts';
import { CardsProblem } from './cards-problem.tsx';
import classes from './cards.module.css';
import { OfferLine } from './desk-offers.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { RevealKey } from './reveal-key.tsx';
import { useCardsRole } from './use-cards-role.ts';

export interface CardActsPartProps {
  readonly desk: CardDeskView;
  readonly card: IssuedCardView;
}

/** What the owner can do with a card. What the deployment lacks is one quiet line, and no key that does nothing. */
export function CardActsPart({ desk, card }: CardActsPartProps) {
  const { t } = useTranslation();
  const role = useCardsRole();
  const [open, setOpen] = useState<PageAct | null>(null);
  const { data: accounts, error, refetch } = useIssuerAccounts();
  const account = accounts?.items.find(({ id }) => id === card.accountId);
  const { possible, lacking } = actsOf(card, desk);
  // From which account money would move has to be known first.
  const keyProps = { disabled: account === undefined, onPress: setOpen };
  const unread = accounts === undefined && possible.length > 0 ? error : null;
  const keys = unread === null ? possible : [];
  if (role !== 'acts') return <p className={classes['quiet']}>{t('issuedCards.card.readOnly')}</p>;
  // How an act ended stays in sight, also where it leaves nothing more to do.
  if (open === null && possible.length === 0 && lacking.length === 0 && !hasDigits(card)) return null;
  return (
    <section className={classes['card']} aria-label={t('issuedCards.card.acts')} data-testid="card-acts">
      {unread === null ? null : <CardsProblem error={unread} onRetry={refetch} />}
      <div className={classes['actions']}>
        {keys
          .filter((act) => act !== 'close')
          .map((act) => (
            <ActKey key={act} act={act} {...keyProps} />
          ))}
        {hasDigits(card) ? <RevealKey card={card} /> : null}
        {keys.includes('close') ? <ActKey act="close" {...keyProps} /> : null}
      </div>
      {lacking.map((act) => (
        <OfferLine key={act} desk={desk} act={act} />
      ))}
      {open !== null && account ? (
        <ActDialog act={open} card={card} account={account} onClose={() => setOpen(null)} />
      ) : null}
    </section>
  );
}

interface ActKeyProps {
  readonly act: PageAct;
  readonly disabled: boolean;
  readonly onPress: (act: PageAct) => void;
}

function ActKey({ act, disabled, onPress }: ActKeyProps) {
  const { t } = useTranslation();
  return (
    <Button
      variant={act === 'topUp' ? 'filled' : act === 'close' ? 'danger' : 'default'}
      data-testid={`act-${act}`}
      disabled={disabled}
      onClick={() => onPress(act)}
    >
      {t(`issuedCards.act.${act}`)}
    </Button>
  );
}

interface ActDialogProps {
  readonly act: PageAct;
  readonly card: IssuedCardView;
  readonly account: IssuerAccountView;
  readonly onClose: () => void;
}

function ActDialog({ act, ...rest }: ActDialogProps) {
  return act === 'topUp' || act === 'withdraw' ? (
    <MoveDialog kind={act} {...rest} />
  ) : (
    <AskDialog kind={act} {...rest} />
  );
}
