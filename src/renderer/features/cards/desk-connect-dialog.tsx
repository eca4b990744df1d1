import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus, CardDeskView } from '../../../contract/views.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useConnectDesk } from '../../queries/cards-commands.ts';
import { SecretInput } from '../connection/secret-input.tsx';
import classes from './cards.module.css';
import { type DeskFault, readDeskForm, wrongDeskField } from './desk-credential.ts';
import { useCardsErrorWords } from './use-cards-error-words.ts';

export interface DeskConnectDialogProps {
  /** The one that is connected; null: none. */
  readonly desk: CardDeskView | null;
  readonly status: Pick<AppStatus, 'secrets' | 'demoAddress'>;
  readonly onClose: () => void;
}

/** What the built-in simulator of the demo takes, and nobody else. */
const DEMO_TOKEN = 'cc_test_sandbox';

/** Address and token of the issuer: tried before they are kept. The token is read from the form, and kept nowhere. */
export function DeskConnectDialog({ desk, status, onClose }: DeskConnectDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const connect = useConnectDesk();
  const [fault, setFault] = useState<DeskFault | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (connect.isPending) return;
    const wrong = wrongDeskField(readDeskForm(new FormData(form)));
    setFault(wrong);
    if (wrong !== null) {
      form.querySelector<HTMLElement>(`[name="${wrong.field}"]`)?.focus();
      return;
    }
    connect.mutate(() => readDeskForm(new FormData(form)), {
      onSuccess: () => {
        show({ tone: 'done', title: t('cards.desk.form.connected') });
        onClose();
      },
    });
  };
  return (
    <Dialog
      title={t(desk === null ? 'cards.desk.form.title' : 'cards.desk.form.replaceTitle')}
      width={600}
      onClose={onClose}
    >
      <form className={classes['form']} noValidate data-testid="desk-form" onSubmit={submit}>
        <p>{t('cards.desk.form.body')}</p>
        {status.demoAddress === null ? null : (
          <Note
            tone="calm"
            title={t('cards.desk.form.tokenDemo', { address: status.demoAddress, token: DEMO_TOKEN })}
            testId="desk-demo"
          />
        )}
        <DeskFields desk={desk} status={status} fault={fault} />
        <ConnectProblem error={fault === null && !connect.isPending ? connect.error : null} />
        <Button type="submit" size="lg" fullWidth data-testid="desk-submit" disabled={connect.isPending}>
          {t(connect.isPending ? 'cards.desk.form.trying' : 'cards.desk.form.submit')}
        </Button>
      </form>
    </Dialog>
  );
}

interface DeskFieldsProps extends Omit<DeskConnectDialogProps, 'onClose'> {
  readonly fault: DeskFault | null;
}

function DeskFields({ desk, status, fault }: DeskFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        name="baseUrl"
        data-testid="desk-base-url"
        data-autofocus={desk === null}
        label={t('cards.desk.form.baseUrl')}
        description={t('cards.desk.form.baseUrlHint')}
        defaultValue={desk?.baseUrl ?? status.demoAddress ?? ''}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        error={fault?.field === 'baseUrl' ? t('cards.desk.form.baseUrlWrong') : null}
      />
      <KindField first={desk?.credential.kind ?? 'api_token'} />
      <SecretInput
        name="token"
        testId="desk-token"
        focus={desk !== null}
        label={t('cards.desk.form.token')}
        description={t(
          status.secrets.kind === 'memory' ? 'cards.desk.form.tokenMemory' : 'cards.desk.form.tokenHint',
        )}
        error={fault?.field === 'token' ? t(`cards.desk.form.${fault.words}`) : null}
      />
    </>
  );
}

type Kind = CardDeskView['credential']['kind'];

function KindField({ first }: { readonly first: Kind }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(first);
  return (
    <ChoiceCards
      beside
      legend={t('cards.desk.form.kind')}
      name="kind"
      value={kind}
      onChange={setKind}
      choices={(['api_token', 'jwt'] as const).map((value) => ({
        value,
        label: t(`cards.desk.form.${value}`),
        hint: t(`cards.desk.form.${value}Hint`),
        testId: `desk-kind-${value}`,
      }))}
    />
  );
}

function ConnectProblem({ error }: { readonly error: Error | null }) {
  const words = useCardsErrorWords();
  const said = error === null ? null : words(error);
  return (
    <div role="alert">
      {said ? (
        <Note tone="bad" title={said.title} testId="desk-problem">
          <p>{said.remedy}</p>
        </Note>
      ) : null}
    </div>
  );
}
