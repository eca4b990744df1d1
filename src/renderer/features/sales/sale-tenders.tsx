import { useTranslation } from 'react-i18next';
import type { MoneyView, TenderView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { Note } from '../../components/note.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './sale-detail.module.css';

/** How the sale was paid: up to three amounts, and of goods handed over what became of their payment. */
export function SaleTenders({ tenders }: { readonly tenders: readonly TenderView[] }) {
  const { t } = useTranslation();
  return (
    <section className={classes['part']}>
      <h3>{t('sales.tenders')}</h3>
      {tenders.map((tender) => (
        <Tender key={tender.id} tender={tender} />
      ))}
    </section>
  );
}

function Tender({ tender }: { readonly tender: TenderView }) {
  const { t } = useTranslation();
  return (
    <div className={classes['tender']}>
      <dl className={classes['facts']}>
        <AmountFact label={t(`sales.tender.${tender.kind}`)} amount={tender.amount} />
        <AmountFact label={t('sales.received')} amount={otherThan(tender.amount, tender.received)} />
        <AmountFact label={t('sales.change')} amount={isSome(tender.changeDue)} />
        <TextFact label={t('sales.reference')} text={tender.reference} />
        <TextFact label={t('sales.takenBack')} text={tender.returned?.reason ?? null} />
        <AmountFact label={t('sales.withFee')} amount={otherThan(tender.amount, tender.amountWithFee)} />
        <AmountFact label={t('sales.arrives')} amount={otherThan(tender.amount, tender.amountDest)} />
        <TextFact label={t('sales.transaction')} text={tender.providerTransactionId} />
      </dl>
      {tender.claim ? <Claim claim={tender.claim} /> : null}
    </div>
  );
}

/** An amount of the provider is worth a line only where it differs from the price. */
function otherThan(price: MoneyView, amount: MoneyView | null): MoneyView | null {
  return amount?.amountMinor === price.amountMinor ? null : amount;
}

function AmountFact({ label, amount }: { readonly label: string; readonly amount: MoneyView | null }) {
  if (amount === null) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Amount value={amount} />
      </dd>
    </>
  );
}

/** Nothing is said of nothing. */
function isSome(amount: MoneyView | null): MoneyView | null {
  return amount?.amountMinor === 0 ? null : amount;
}

function TextFact({ label, text }: { readonly label: string; readonly text: string | null }) {
  if (text === null || text === '') return null;
  return (
    <>
      <dt className={classes['meta']}>{label}</dt>
      <dd className={classes['meta']}>{text}</dd>
    </>
  );
}

const CLAIM_TONES = { awaiting: 'warn', confirmed: 'good', written_off: 'bad' } as const;

function Claim({ claim }: { readonly claim: NonNullable<TenderView['claim']> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const { state, at, reason } = claim;
  const facts = [at === null ? null : formatMoment(at, language, now), reason].filter(
    (part) => part !== null,
  );
  return (
    <Note tone={CLAIM_TONES[state]} title={t(`sales.claim.${state}`)} testId="claim-state">
      {facts.length === 0 ? null : <p>{facts.join(' · ')}</p>}
    </Note>
  );
}
