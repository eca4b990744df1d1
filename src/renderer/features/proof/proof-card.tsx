import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, MoneyView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { parseAmount } from '../../../domain/money.ts';
import settingsClasses from '../settings/settings-screen.module.css';
import { useCurrency } from '../shell/queries.ts';
import { useStartProof } from './mutations.ts';
import { proves } from './meaning.ts';
import { ProofResult } from './proof-result.tsx';
import { ProofWizard } from './proof-wizard.tsx';
import classes from './proof.module.css';
import { useProof } from './queries.ts';

export interface ProofCardProps {
  readonly connection: ConnectionView;
  readonly demo: boolean;
}

/** Whether it is proven that payments confirm by themselves; where not, the one thing to do about it. */
export function ProofCard({ connection, demo }: ProofCardProps) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const newest = useProof().data ?? null;
  const start = useStartProof();
  const [shown, setShown] = useState(false);
  const running = newest?.state === 'running';
  const { proof: dated, way } = connection;
  const proven = proves(dated, way);
  return (
    <section
      className={settingsClasses['card']}
      aria-labelledby="connection-proof"
      data-testid="proof-card"
      data-proven={proven}
    >
      <h3 id="connection-proof">{t('proof.title')}</h3>
      {running ? <Running onShow={() => setShown(true)} /> : null}
      {!running && dated ? <ProofResult proof={dated} /> : null}
      {!running && dated && dated.way !== way ? <p>{t(`proof.otherWay.${way}`)}</p> : null}
      {running || dated ? null : <NotProven />}
      {!running && currency ? (
        <StartForm
          currency={currency}
          again={proven}
          demo={demo}
          pending={start.isPending}
          onStart={(amount) => start.mutate({ amount }, { onSuccess: () => setShown(true) })}
        />
      ) : null}
      {shown && newest ? <ProofWizard proof={newest} demo={demo} onClose={() => setShown(false)} /> : null}
    </section>
  );
}

function Running({ onShow }: { readonly onShow: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes['running']}>
      <div>
        <p className={classes['strong']}>{t('proof.running')}</p>
        <p className={classes['soft']}>{t('proof.runningBody')}</p>
      </div>
      <Button data-testid="proof-show" onClick={onShow}>
        {t('proof.show')}
      </Button>
    </div>
  );
}

function NotProven() {
  const { t } = useTranslation();
  return (
    <div>
      <p className={classes['notProven']}>{t('proof.notProven')}</p>
      <p className={classes['soft']}>{t('proof.notProvenBody')}</p>
    </div>
  );
}

interface StartFormProps {
  readonly currency: CurrencyCode;
  /** It has been proven: then this is no longer the thing to do. */
  readonly again: boolean;
  readonly demo: boolean;
  readonly pending: boolean;
  readonly onStart: (amount: MoneyView) => void;
}

/** One unit of the currency, until a provider wants more. */
const FIRST_AMOUNT = '1';

function StartForm({ currency, again, demo, pending, onStart }: StartFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(FIRST_AMOUNT);
  const [tried, setTried] = useState(false);
  const parsed = parseAmount(text, currency);
  const amount = parsed.ok && parsed.value.amountMinor > 0 ? parsed.value : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (amount && !pending) onStart(amount);
  };
  return (
    <form className={classes['start']} data-again={again} onSubmit={submit}>
      <TextInput
        classNames={{ wrapper: classes['amount'] ?? '' }}
        label={`${t('proof.amount')}, ${currency}`}
        description={t(demo ? 'proof.demoHint' : 'proof.amountHint')}
        inputMode="decimal"
        autoComplete="off"
        data-testid="proof-amount"
        value={text}
        error={tried && !amount ? t('proof.amountWrong') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size={again ? 'md' : 'lg'}
        variant={again ? 'default' : 'filled'}
        className={classes['startButton']}
        disabled={pending}
        data-testid="proof-start"
      >
        {t(again ? 'proof.again' : 'proof.prove')}
      </Button>
    </form>
  );
}
