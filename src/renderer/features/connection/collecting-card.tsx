import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LINK_WAYS } from '../../../domain/payment.ts';
import type { ConnectionView, SettingsView } from '../../../contract/views.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useChangeSettings } from '../settings/mutations.ts';
import classes from '../settings/settings-screen.module.css';
import { MethodChips } from './method-chips.tsx';
import { useChangeConnection } from './mutations.ts';

export interface CollectingCardProps {
  readonly connection: ConnectionView;
  readonly settings: SettingsView;
}

/** How codes are made. Every choice is kept at once; codes that are alive stay as they are. */
export function CollectingCard({ connection, settings }: CollectingCardProps) {
  const { t } = useTranslation();
  const { methods, collectBy, choose } = useChoices(connection);
  const forced = connection.way !== connection.collectBy;
  return (
    <section className={classes['card']} aria-labelledby="connection-collecting">
      <h3 id="connection-collecting">{t('connection.collecting')}</h3>
      <MethodChips methods={methods} onChange={(wanted) => choose({ methods: [...wanted] })} />
      <div>
        <ChoiceCards
          legend={t('connection.collectBy')}
          value={collectBy}
          onChange={(wanted) => choose({ collectBy: wanted })}
          choices={LINK_WAYS.map((value) => ({
            value,
            label: t(`connection.way.${value}`),
            hint: t(`connection.wayHint.${value}`),
            testId: `connection-way-${value}`,
          }))}
        />
        {forced ? <p className={classes['below']}>{t('connection.wayForced')}</p> : null}
      </div>
      <Lifetime settings={settings} />
      <PayerPage key={connection.payerUrlTemplate} connection={connection} />
    </section>
  );
}

type Choices = Pick<ConnectionView, 'methods' | 'collectBy'>;

/** What a finger asked for last, until main has answered: a second tap starts from it, not from what was before. */
function useChoices(connection: ConnectionView) {
  const change = useChangeConnection();
  const [wished, setWished] = useState<Partial<Choices>>({});
  const choose = (part: Partial<Choices>) => {
    setWished((before) => ({ ...before, ...part }));
    change.mutate(part, { onSettled: () => setWished({}) });
  };
  const { methods, collectBy } = { ...connection, ...wished };
  return { methods, collectBy, choose };
}

/** Minutes to choose from; what is set otherwise is offered too. */
const LIFETIMES: readonly number[] = [2, 3, 5, 10, 15, 30, 60];

function Lifetime({ settings }: Pick<CollectingCardProps, 'settings'>) {
  const { t } = useTranslation();
  const change = useChangeSettings();
  const minutes = [...new Set([...LIFETIMES, settings.linkLifetimeMinutes])].sort((a, b) => a - b);
  return (
    <NativeSelect
      label={t('connection.lifetime')}
      data-testid="lifetime-select"
      value={String(settings.linkLifetimeMinutes)}
      data={minutes.map((count) => ({ value: String(count), label: t('connection.minutes', { count }) }))}
      onChange={({ currentTarget: { value } }) => change.mutate({ linkLifetimeMinutes: Number(value) })}
    />
  );
}

function PayerPage({ connection }: Pick<CollectingCardProps, 'connection'>) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const change = useChangeConnection();
  const kept = connection.payerUrlTemplate ?? '';
  const [text, setText] = useState(kept);
  const changed = text.trim() !== kept;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changed || change.isPending) return;
    const template = text.trim();
    change.mutate(
      { payerUrlTemplate: template === '' ? null : template },
      { onSuccess: () => show({ tone: 'done', title: t('common.saved') }) },
    );
  };
  return (
    <form className={classes['inline']} onSubmit={submit}>
      <TextInput
        className={classes['grow']}
        label={t('connection.payerPage')}
        description={t('connection.payerPageHint')}
        placeholder="{baseUrl}/pay/link/{id}"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={text}
        error={change.error && changed ? t('connection.payerPageWrong') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!changed}>
        {t('common.save')}
      </Button>
    </form>
  );
}
