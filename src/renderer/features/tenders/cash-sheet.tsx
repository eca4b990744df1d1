import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView, TenderOptionsView } from '../../../contract/views.ts';
import { currencyExponent } from '../../../domain/currency.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { toDecimalText } from '../../../domain/money.ts';
import { Amount } from '../../components/amount.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Keypad } from '../../components/keypad.tsx';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { typedText } from '../sell/quantity.ts';
import { ValueField } from '../sell/value-field.tsx';
import { type CashDraft, readCash } from './cash-draft.ts';
import { CashOutcome } from './cash-outcome.tsx';
import { CashRefused } from './cash-refused.tsx';
import { useTakeCash } from './mutations.ts';
import { useTenderOptions } from './queries.ts';
import classes from './tender-sheet.module.css';

export interface CashSheetProps {
  readonly sale: SaleView;
  readonly onClose: () => void;
  /** Where a shift is opened. */
  readonly onShift: () => void;
}

/** Cash: what is due, what was handed over, what goes back. */
export function CashSheet({ sale, onClose, onShift }: CashSheetProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const options = useTenderOptions(sale.id);
  const ready = options.isFetchedAfterMount ? (options.data ?? null) : null;
  return (
    <Dialog title={t('tenders.cashTitle')} width={760} onClose={onClose}>
      {options.error ? (
        <Note tone="bad" title={words(options.error).title}>
          {words(options.error).remedy}
        </Note>
      ) : null}
      {ready === null && !options.error ? <div className={classes['empty']} /> : null}
      {ready && ready.cash !== 'ready' ? <CashRefused why={ready.cash} onShift={onShift} /> : null}
      {ready?.cash === 'ready' ? <CashForm sale={sale} options={ready} onClose={onClose} /> : null}
    </Dialog>
  );
}

interface CashFormProps {
  readonly sale: SaleView;
  readonly options: TenderOptionsView;
  readonly onClose: () => void;
}

function CashForm({ sale, options, onClose }: CashFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { cashRemaining: due } = options;
  const [text, setText] = useState('');
  const cash = readCash(text, due);
  const take = useTakeOnce(sale, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (cash.kind === 'enough') take.all(cash);
  };
  return (
    <form className={classes['form']} data-testid="cash-sheet" onSubmit={submit}>
      <div className={classes['columns']}>
        <div className={classes['side']}>
          <CashDue options={options} />
          <QuickAmounts
            options={options}
            cash={cash}
            onChoose={(value) => setText(typedText(value, language))}
          />
        </div>
        <div className={classes['side']}>
          <ValueField
            label={t('tenders.received')}
            testId="cash-received"
            placeholder={formatAmount(due, language)}
            value={text}
            error={null}
            onChange={setText}
          />
          <Keypad value={text} onChange={setText} decimals={currencyExponent(due.currency)} />
        </div>
      </div>
      <CashOutcome cash={cash} />
      <CashActions cash={cash} due={due} take={take} />
    </form>
  );
}

function CashDue({ options }: { readonly options: TenderOptionsView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { remaining, cashRemaining } = options;
  const rounded = remaining.amountMinor !== cashRemaining.amountMinor;
  return (
    <div>
      <p className={classes['label']}>{t('tenders.due')}</p>
      <p className={classes['due']} data-testid="cash-due">
        <Amount value={cashRemaining} />
      </p>
      {remaining.amountMinor === 0 ? <p className={classes['soft']}>{t('tenders.nothingDue')}</p> : null}
      {rounded ? (
        <p className={classes['soft']}>
          {t('tenders.rounded', { amount: formatAmount(remaining, language) })}
        </p>
      ) : null}
    </div>
  );
}

interface QuickAmountsProps {
  readonly options: TenderOptionsView;
  readonly cash: CashDraft;
  readonly onChoose: (text: string) => void;
}

function QuickAmounts({ options, cash, onChoose }: QuickAmountsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const received = cash.kind === 'wrong' ? null : cash.received.amountMinor;
  return (
    <fieldset className={classes['quick']} aria-label={t('tenders.quick')}>
      {options.quickAmounts.map((amount, index) => (
        <button
          key={amount.amountMinor}
          type="button"
          className={classes['quickKey']}
          data-testid="cash-quick"
          aria-pressed={amount.amountMinor === received}
          onClick={() => onChoose(toDecimalText(amount))}
        >
          {formatAmount(amount, language)}
          {index === 0 ? <small>{t('tenders.exact')}</small> : null}
        </button>
      ))}
    </fieldset>
  );
}

interface CashActionsProps {
  readonly cash: CashDraft;
  readonly due: TenderOptionsView['cashRemaining'];
  readonly take: TakeOnce;
}

function CashActions({ cash, due, take }: CashActionsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const part = cash.kind === 'short' && cash.received.amountMinor > 0 ? cash : null;
  return (
    <div className={classes['actions']} data-alone={part === null}>
      {part === null ? null : (
        <Button
          size="lg"
          variant="default"
          data-testid="cash-part"
          disabled={take.pending}
          onClick={() => take.part(part)}
        >
          {t('tenders.takePart', { left: formatAmount(part.missing, language) })}
        </Button>
      )}
      <Button
        type="submit"
        size="xl"
        className={classes['main']}
        data-testid="cash-take"
        disabled={take.pending || cash.kind !== 'enough'}
      >
        {due.amountMinor === 0
          ? t('tenders.takeNothing')
          : t('tenders.take', {
              amount: formatAmount(cash.kind === 'enough' ? cash.received : due, language),
            })}
      </Button>
    </div>
  );
}

interface TakeOnce {
  readonly pending: boolean;
  readonly all: (cash: Extract<CashDraft, { kind: 'enough' }>) => void;
  readonly part: (cash: Extract<CashDraft, { kind: 'short' }>) => void;
}

/** One press, one tender: a second tap in the same moment finds the first one. */
function useTakeOnce(sale: SaleView, onDone: () => void): TakeOnce {
  const takeCash = useTakeCash();
  const pressed = useRef(false);
  const once = (input: Parameters<typeof takeCash.mutate>[0]) => {
    if (pressed.current) return;
    pressed.current = true;
    takeCash.mutateAsync(input).then(onDone, () => {
      pressed.current = false; // said by the command itself
    });
  };
  const common = { saleId: sale.id, expectedRemaining: sale.remaining };
  return {
    pending: takeCash.isPending,
    all: ({ received }) => once({ ...common, amount: null, received }),
    part: ({ received }) => once({ ...common, amount: received, received }),
  };
}
