import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssuedCardView, IssuerAccountView } from '../../../contract/views.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { ActEnd } from './act-end.tsx';
import { type ActForm, useActForm } from './act-form.ts';
import { balanceAtClose } from './card-acts.ts';
import classes from './cards.module.css';
import { formatDecimal } from './decimal-text.ts';
import { ActError } from './operation-outcome.tsx';

const OPERATIONS = { freeze: 'cards.freeze', unfreeze: 'cards.unfreeze', close: 'cards.close' } as const;

export interface AskDialogProps {
  readonly kind: keyof typeof OPERATIONS;
  readonly card: IssuedCardView;
  readonly account: IssuerAccountView;
  readonly onClose: () => void;
}

/** Says what will be, before it is so; closing takes one more tick, because it is for good. */
export function AskDialog({ kind, card, account, onClose }: AskDialogProps) {
  const { t } = useTranslation();
  const form = useActForm(OPERATIONS[kind]);
  const [sure, setSure] = useState(kind !== 'close');
  const send = () =>
    form.send((operationId) => ({ operationId, accountId: card.accountId, cardId: card.id }));
  return (
    <Dialog title={t(`issuedCards.ask.${kind}Title`, { name: card.name })} width={560} onClose={onClose}>
      <div className={classes['form']} data-testid={`ask-${kind}`}>
        <p>{t(`issuedCards.ask.${kind}Body`)}</p>
        {kind === 'close' && form.operation === null ? (
          <>
            <MoneyLeft card={card} account={account} />
            <CheckRow checked={sure} testId="close-sure" onChange={setSure}>
              {t('issuedCards.ask.closeSure')}
            </CheckRow>
          </>
        ) : null}
        <ActError form={form} />
        {form.operation === null ? (
          <AskKeys kind={kind} form={form} sure={sure} onSend={send} onClose={onClose} />
        ) : null}
        <ActEnd form={form} onClose={onClose} />
      </div>
    </Dialog>
  );
}

interface AskKeysProps extends Pick<AskDialogProps, 'kind' | 'onClose'> {
  readonly form: Pick<ActForm<never>, 'pending' | 'locked'>;
  readonly sure: boolean;
  readonly onSend: () => void;
}

function AskKeys({ kind, form, sure, onSend, onClose }: AskKeysProps) {
  const { t } = useTranslation();
  const words = form.pending
    ? t('cards.form.sending')
    : form.locked
      ? t('cards.form.again')
      : t(`issuedCards.ask.${kind}`);
  return (
    <div className={classes['dialogActions']}>
      <Button size="lg" variant="default" data-autofocus onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button
        size="lg"
        variant={kind === 'close' ? 'danger' : 'filled'}
        data-testid="ask-send"
        disabled={form.pending || !sure}
        onClick={onSend}
      >
        {words}
      </Button>
    </div>
  );
}

/** What becomes of the money on the card. */
function MoneyLeft({ card, account }: Pick<AskDialogProps, 'card' | 'account'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const left = balanceAtClose(card);
  const words = {
    empty: () => t('issuedCards.ask.closeEmpty'),
    unknown: () => t('issuedCards.ask.closeUnknown', { account: account.name }),
    left: () =>
      t('issuedCards.ask.closeBalance', {
        amount: left.kind === 'left' ? formatDecimal(left.amount, language) : '',
        account: account.name,
      }),
  };
  return <p data-testid="close-balance">{words[left.kind]()}</p>;
}
