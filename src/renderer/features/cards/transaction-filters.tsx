import { SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, IssuerTransactionView } from '../../../contract/views.ts';
import classes from './list-room.module.css';
import { areDaysWrong, FILTER_WORD_MAX, seenWords, type TransactionFilter } from './transaction-filter.ts';
import type { ListWindow } from './use-list-window.ts';

export interface TransactionFiltersProps {
  readonly desk: CardDeskView;
  /** Of one card: there is no choice whose they are. */
  readonly ofCard: boolean;
  readonly ofAccount: boolean;
  readonly filter: TransactionFilter;
  readonly list: ListWindow<IssuerTransactionView>;
  readonly onChange: (filter: TransactionFilter) => void;
  readonly acts: ReactNode;
}

const OF = ['cards', 'accounts'] as const;

/** What this deployment filters by, and no more: what it does not is not there, and the reason is where it matters. */
export function TransactionFilters(props: TransactionFiltersProps) {
  const { desk, ofCard, ofAccount, filter, onChange, acts } = props;
  const { t } = useTranslation();
  const takes = (name: (typeof desk.transactionFilters)[number]) => desk.transactionFilters.includes(name);
  return (
    <>
      {ofCard ? (
        <h3 className={classes['heading']}>{t('issuedCards.card.transactions')}</h3>
      ) : (
        <SegmentedControl
          aria-label={t('issuedCards.transactions.of')}
          data-testid="transactions-of"
          value={filter.of}
          data={OF.map((value) => ({ value, label: t(`issuedCards.transactions.${value}`) }))}
          onChange={(value) => onChange({ ...filter, of: OF.find((one) => one === value) ?? 'cards' })}
        />
      )}
      {acts}
      <fieldset className={classes['fields']} aria-label={t('issuedCards.transactions.filters')}>
        {takes('from') ? <DayField side="from" {...props} /> : null}
        {takes('to') ? <DayField side="to" {...props} /> : null}
        {takes('kind') ? <WordField of="kind" {...props} /> : null}
        {takes('status') ? <WordField of="status" {...props} /> : null}
      </fieldset>
      {areDaysWrong(filter) ? (
        <p className={classes['wrong']} role="alert">
          {t('issuedCards.transactions.daysWrong')}
        </p>
      ) : null}
      {ofAccount && !ofCard && !takes('account') ? (
        <p className={classes['hint']} data-testid="transactions-all-accounts">
          {t('issuedCards.transactions.noAccountFilter')}
        </p>
      ) : null}
    </>
  );
}

type FieldProps = Pick<TransactionFiltersProps, 'filter' | 'onChange'>;

function DayField({ side, filter, onChange }: FieldProps & { readonly side: 'from' | 'to' }) {
  const { t } = useTranslation();
  return (
    <TextInput
      type="date"
      className={classes['day']}
      label={t(`issuedCards.transactions.${side}`)}
      data-testid={`transactions-${side}`}
      value={filter[side]}
      onChange={(event) => onChange({ ...filter, [side]: event.currentTarget.value })}
    />
  );
}

interface WordFieldProps extends FieldProps, Pick<TransactionFiltersProps, 'list'> {
  readonly of: 'status' | 'kind';
}

/** The issuer's own words: those that rows in sight have had are offered, any other may be typed. */
function WordField({ of, filter, list, onChange }: WordFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [seen, setSeen] = useState<readonly string[]>([]);
  const now = seenWords(seen, list.inSight, of);
  if (now !== seen) setSeen(now);
  return (
    <>
      <TextInput
        className={classes['word']}
        label={t(`issuedCards.transactions.${of}`)}
        placeholder={t('issuedCards.transactions.any')}
        data-testid={`transactions-${of}`}
        autoComplete="off"
        list={id}
        maxLength={FILTER_WORD_MAX}
        value={filter[of]}
        onChange={(event) => onChange({ ...filter, [of]: event.currentTarget.value })}
      />
      <datalist id={id}>
        {seen.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  );
}
