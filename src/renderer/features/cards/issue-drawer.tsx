import { Button } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardOperationView, IssuerAccountDetailView } from '../../../contract/views.ts';
import { NoticePlace } from '../../components/notices.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useIssuedCard, useIssuerAccount } from '../../queries/cards.ts';
import { EditorDrawer } from '../products/editor-drawer.tsx';
import { ActEnd } from './act-end.tsx';
import { type ActForm, useActForm } from './act-form.ts';
import { CardStatusChip } from './card-status.tsx';
import { CardsProblem } from './cards-problem.tsx';
import { AccountField } from './holder-dialog.tsx';
import {
  ISSUE_FIELDS,
  type IssueDraft,
  type IssueField,
  issueDraftOf,
  readIssueDraft,
} from './issue-draft.ts';
import { IssueFields } from './issue-fields.tsx';
import issue from './issue.module.css';
import { ActError } from './operation-outcome.tsx';

export interface IssueDrawerProps {
  readonly accountId: string;
  /** With the account that it was issued on: another one may have been chosen. */
  readonly onCard: (cardId: string, accountId: string) => void;
  readonly onClose: () => void;
}

/** A new card: asked for here, and followed until it is active or could not be made. */
export function IssueDrawer({ accountId, onCard, onClose }: IssueDrawerProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(accountId);
  const form = useActForm('cards.issue');
  const { data: account, error, refetch } = useIssuerAccount(chosen);
  const fixed = form.pending || form.locked || form.operation !== null;
  return (
    <EditorDrawer title={t('issuedCards.issue.title')} onClose={onClose}>
      {account ? (
        <IssueForm
          key={account.id}
          account={account}
          form={form}
          fixed={fixed}
          top={<AccountField value={chosen} disabled={fixed} onChange={setChosen} />}
          onCard={(cardId, of) => {
            onClose();
            onCard(cardId, of);
          }}
          onClose={onClose}
        />
      ) : (
        <div className={issue['body']}>
          <AccountField value={chosen} disabled={fixed} onChange={setChosen} />
          {error ? <CardsProblem error={error} onRetry={refetch} /> : null}
        </div>
      )}
    </EditorDrawer>
  );
}

interface IssueFormProps {
  readonly account: IssuerAccountDetailView;
  readonly form: ActForm<'cards.issue'>;
  readonly fixed: boolean;
  readonly top: ReactNode;
  readonly onCard: IssueDrawerProps['onCard'];
  readonly onClose: () => void;
}

/** What was typed stays also while the card is being made: a refusal stands at its field. */
function IssueForm({ account, form, fixed, top, onCard, onClose }: IssueFormProps) {
  const language = useLanguage();
  const [draft, setDraft] = useState<IssueDraft>(() => issueDraftOf(account));
  const [problem, setProblem] = useState<IssueField | null>(null);
  const { operation } = form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (operation !== null) return;
    const read = readIssueDraft(draft, account, language);
    setProblem(read.ok ? null : read.error);
    if (read.ok) form.send((operationId) => ({ operationId, ...read.value }));
  };
  const change = (part: Partial<IssueDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setProblem(null);
  };
  return (
    <form className={issue['form']} noValidate data-testid="issue-form" onSubmit={submit}>
      <div className={issue['body']}>
        {top}
        <IssueFields
          {...{ account, draft, problem, operation, fixed }}
          error={form.error}
          onChange={change}
        />
      </div>
      <NoticePlace />
      <div className={issue['foot']}>
        <ActError form={form} />
        {operation?.cardId ? <NewCard operation={operation} cardId={operation.cardId} /> : null}
        <ActEnd form={form} fields={ISSUE_FIELDS} onClose={onClose}>
          {operation?.cardId ? (
            <CardKey operation={operation} cardId={operation.cardId} onCard={onCard} />
          ) : null}
        </ActEnd>
        {operation === null ? <SendKeys form={form} onClose={onClose} /> : null}
      </div>
    </form>
  );
}

interface NewCardProps {
  readonly operation: CardOperationView;
  readonly cardId: string;
}

/** The card itself, once the issuer has named it: being made, ready, or not to be made. */
function NewCard({ operation, cardId }: NewCardProps) {
  const card = useIssuedCard(operation.accountId, cardId).data;
  if (!card) return null;
  return (
    <p className={issue['newCard']} data-testid="issue-card">
      <b>{card.name}</b>
      <CardStatusChip card={card} />
    </p>
  );
}

function CardKey({ operation, cardId, onCard }: NewCardProps & Pick<IssueFormProps, 'onCard'>) {
  const { t } = useTranslation();
  return (
    <Button data-testid="issue-to-card" onClick={() => onCard(cardId, operation.accountId)}>
      {t('issuedCards.issue.toCard')}
    </Button>
  );
}

function SendKeys({ form, onClose }: Pick<IssueFormProps, 'form' | 'onClose'>) {
  const { t } = useTranslation();
  const words = form.pending
    ? 'cards.form.sending'
    : form.locked
      ? 'cards.form.again'
      : 'issuedCards.issue.submit';
  return (
    <div className={issue['keys']}>
      <Button variant="default" size="lg" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" size="lg" data-testid="issue-send" disabled={form.pending}>
        {t(words)}
      </Button>
    </div>
  );
}
