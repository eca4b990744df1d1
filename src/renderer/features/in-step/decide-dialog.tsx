import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../../client/request-error.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorNotice, useNotices } from '../../components/notices.tsx';
import classes from './in-step.module.css';
import { useAskInStep, useDecide } from './mutations.ts';

export interface DecideDialogProps {
  readonly variantId: string;
  readonly name: string;
  readonly onClose: () => void;
}

type Choice = 'there' | 'notThere';

/** A person has looked at the provider: it is there under an id, or it is not there. */
export function DecideDialog(props: DecideDialogProps) {
  const { t } = useTranslation();
  const { pending, wrong, decide, clear } = useDecision(props);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [id, setId] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (choice !== null && !pending) decide(choice === 'there' ? id.trim() : null);
  };
  return (
    <Dialog title={t('inStep.decide.title', { name: props.name })} width={560} onClose={props.onClose}>
      <form className={classes['form']} noValidate data-testid="in-step-decide-form" onSubmit={submit}>
        <p>{t('inStep.decide.body')}</p>
        <ChoiceCards
          legend={t('inStep.decide.legend')}
          value={choice}
          onChange={setChoice}
          choices={(['there', 'notThere'] as const).map((value) => ({
            value,
            label: t(`inStep.decide.${value}`),
            hint: t(`inStep.decide.${value}Hint`),
            testId: `in-step-${value}`,
          }))}
        />
        {choice === 'there' ? (
          <TextInput
            label={t('inStep.decide.id')}
            data-testid="in-step-id"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={id}
            error={wrong === null ? null : t(`inStep.decide.${wrong}`)}
            onChange={(event) => {
              setId(event.currentTarget.value);
              clear();
            }}
          />
        ) : null}
        <Button
          type="submit"
          size="lg"
          fullWidth
          data-testid="in-step-decide-confirm"
          disabled={choice === null || pending}
        >
          {t('inStep.decide.confirm')}
        </Button>
      </form>
    </Dialog>
  );
}

function useDecision({ variantId, onClose }: DecideDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const say = useErrorNotice();
  const askAnew = useAskInStep();
  const decide = useDecide();
  const [wrong, setWrong] = useState<'idMissing' | 'idTaken' | null>(null);
  const end = (title: string, body?: string) => {
    show({ tone: 'done', title, ...(body === undefined ? {} : { body }) });
    onClose();
  };
  const refused = (error: Error) => {
    const code = error instanceof RequestError ? error.code : null;
    if (code === 'INVALID_INPUT') setWrong('idTaken');
    else if (code === 'NOT_FOUND') {
      askAnew();
      end(t('inStep.decide.over'), t('inStep.decide.overBody'));
    } else say(error);
  };
  return {
    pending: decide.isPending,
    wrong,
    clear: () => setWrong(null),
    decide: (partnerProductId: string | null) => {
      if (partnerProductId === '') setWrong('idMissing');
      else {
        const done = () => end(t('inStep.decide.done'));
        decide.mutate({ variantId, partnerProductId }, { onSuccess: done, onError: refused });
      }
    },
  };
}
