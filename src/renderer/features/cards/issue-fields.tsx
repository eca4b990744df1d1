import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardOperationView, IssuerAccountDetailView } from '../../../contract/views.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { complaintOn } from './act-form.ts';
import classes from './cards.module.css';
import { DecimalField } from './decimal-field.tsx';
import { formatDecimal } from './decimal-text.ts';
import { useFieldRefusal } from './field-refusal.ts';
import { HolderField } from './holder-field.tsx';
import {
  categoriesOf,
  type IssueDraft,
  type IssueField,
  LIMITS,
  NEW_CARD_NAME_MAX,
  seriesWords,
  typesOf,
} from './issue-draft.ts';
import { spendable } from './transfer-draft.ts';

export interface IssueFieldsProps {
  readonly account: IssuerAccountDetailView;
  readonly draft: IssueDraft;
  /** The first field that is wrong, by the form itself. */
  readonly problem: IssueField | null;
  /** Whose complaints stand at the fields. */
  readonly operation: CardOperationView | null;
  /** Why it was not sent at all. */
  readonly error: Error | null;
  readonly fixed: boolean;
  readonly onChange: (part: Partial<IssueDraft>) => void;
}

/** Whose card, which one, and what may be spent with it. */
export function IssueFields(props: IssueFieldsProps) {
  const { account, draft, fixed, onChange } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const wrong = useWrong(props);
  return (
    <>
      <p className={classes['quiet']}>
        {t('issuedCards.issue.available', { amount: formatDecimal(spendable(account), language) })}
      </p>
      <HolderField
        accountId={account.id}
        holderId={draft.holderId}
        disabled={fixed}
        error={wrong('holderId', t('issuedCards.issue.holderMissing'))}
        onChange={(holderId) => onChange({ holderId })}
      />
      <TextInput
        label={t('issuedCards.issue.name')}
        description={t('issuedCards.issue.nameHint')}
        data-testid="issue-name"
        autoComplete="off"
        maxLength={NEW_CARD_NAME_MAX}
        disabled={fixed}
        value={draft.name}
        error={wrong('name', t('issuedCards.issue.nameMissing'))}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TypeField {...props} />
      <SeriesField {...props} />
      <LimitFields {...props} />
      <Fees account={account} />
    </>
  );
}

/** What stands at a field: the form's own words, or what the issuer has against it. */
function useWrong({ problem, operation, error }: Pick<IssueFieldsProps, 'problem' | 'operation' | 'error'>) {
  const refusal = useFieldRefusal(error);
  return (field: IssueField, own: string): string | null =>
    problem === field ? own : (refusal(field) ?? complaintOn(operation, field));
}

function TypeField(props: IssueFieldsProps) {
  const { account, draft, fixed, onChange } = props;
  const { t } = useTranslation();
  const error = useWrong(props)('type', '');
  return (
    <div>
      <ChoiceCards
        beside
        legend={t('issuedCards.issue.type')}
        value={draft.type}
        onChange={(type) => onChange({ type })}
        choices={typesOf(account).map((value) => ({
          value,
          label: t(`issuedCards.type.${value}`),
          hint: t(`issuedCards.type.${value}Hint`),
          disabled: fixed,
          testId: `issue-type-${value}`,
        }))}
      />
      {error ? <p className={classes['problem']}>{error}</p> : null}
    </div>
  );
}

/** Of which cards it is one: exactly these first digits, or any of a category. */
function SeriesField(props: IssueFieldsProps) {
  const { account, draft, fixed, onChange } = props;
  const { t } = useTranslation();
  const categories = categoriesOf(account);
  if (account.bins.length === 0) return <Note tone="warn" title={t('issuedCards.issue.noSeries')} />;
  return (
    <>
      {categories.length === 0 ? null : (
        <ChoiceCards
          beside
          legend={t('issuedCards.issue.by')}
          value={draft.by}
          onChange={(by) => onChange({ by })}
          choices={[
            {
              value: 'bin',
              label: t('issuedCards.issue.byBin'),
              hint: t('issuedCards.issue.byBinHint'),
              disabled: fixed,
              testId: 'issue-by-bin',
            },
            {
              value: 'category',
              label: t('issuedCards.issue.byCategory'),
              hint: t('issuedCards.issue.byCategoryHint'),
              disabled: fixed,
              testId: 'issue-by-category',
            },
          ]}
        />
      )}
      {draft.by === 'bin' ? <BinField {...props} /> : <CategoryField {...props} />}
    </>
  );
}

function BinField(props: IssueFieldsProps) {
  const { account, draft, fixed, onChange } = props;
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('issuedCards.issue.bin')}
      data-testid="issue-bin"
      disabled={fixed}
      value={draft.binId ?? ''}
      error={useWrong(props)('binId', t('issuedCards.issue.binMissing'))}
      data={[
        { value: '', label: t('issuedCards.issue.choose') },
        ...account.bins.map((bin) => ({ value: bin.id, label: seriesWords(bin) })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange({ binId: value === '' ? null : value })}
    />
  );
}

function CategoryField(props: IssueFieldsProps) {
  const { account, draft, fixed, onChange } = props;
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('issuedCards.issue.category')}
      data-testid="issue-category"
      disabled={fixed}
      value={draft.categoryId ?? ''}
      error={useWrong(props)('categoryId', t('issuedCards.issue.categoryMissing'))}
      data={[
        { value: '', label: t('issuedCards.issue.choose') },
        ...categoriesOf(account).map(({ id, series }) => ({
          value: id,
          label: t('issuedCards.issue.categorySeries', { id, series: series.join(', ') }),
        })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange({ categoryId: value === '' ? null : value })}
    />
  );
}

function LimitFields(props: IssueFieldsProps) {
  const { account, draft, fixed, onChange } = props;
  const { t } = useTranslation();
  const wrong = useWrong(props);
  const legend = t('issuedCards.issue.limits', { currency: account.currency });
  return (
    <fieldset className={classes['section']} aria-label={legend}>
      <div>
        <b>{legend}</b>
        <p className={classes['quiet']}>{t('issuedCards.issue.limitsHint')}</p>
      </div>
      <div className={classes['pair']}>
        {LIMITS.map((limit) => (
          <DecimalField
            key={limit}
            label={t(`issuedCards.issue.${limit}`)}
            currency={account.currency}
            testId={`issue-${limit}`}
            disabled={fixed}
            value={draft[limit]}
            error={wrong(limit, t('issuedCards.issue.limitWrong'))}
            onChange={(text) => onChange({ [limit]: text })}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** As the issuer tells them: nothing is calculated with them. */
function Fees({ account: { fees } }: Pick<IssueFieldsProps, 'account'>) {
  const { t } = useTranslation();
  if (fees.length === 0) return null;
  return (
    <section className={classes['preview']} data-testid="issue-fees">
      <h3>{t('issuedCards.issue.fees')}</h3>
      <dl className={classes['facts']}>
        {fees.map(({ name, text }) => (
          <Fee key={name} name={name} text={text} />
        ))}
      </dl>
    </section>
  );
}

function Fee({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}
