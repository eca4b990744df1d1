import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundView, SaleLineView } from '../../../contract/views.ts';
import { formatQuantity } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { LookUpButton } from './look-up-button.tsx';
import classes from './refund-history.module.css';
import { RefundSteps } from './refund-steps.tsx';
import { useRefusalWords } from './refund-words.ts';

export interface RefundHistoryProps {
  readonly refunds: readonly RefundView[];
  /** The lines of the sale, for the names of those that came back. */
  readonly lines: readonly SaleLineView[];
}

/** Everything that was given back of a sale, and what became of each. */
export function RefundHistory({ refunds, lines }: RefundHistoryProps) {
  const { t } = useTranslation();
  const [deciding, setDeciding] = useState<string | null>(null);
  return (
    <section className={classes['history']} data-testid="refund-history">
      <h3>{t('refund.history')}</h3>
      {refunds.map((refund) => (
        <Entry key={refund.id} refund={refund} lines={lines} onDecide={() => setDeciding(refund.id)} />
      ))}
      {deciding === null ? null : <DecideDialog refundId={deciding} onClose={() => setDeciding(null)} />}
    </section>
  );
}

interface EntryProps {
  readonly refund: RefundView;
  readonly lines: readonly SaleLineView[];
  readonly onDecide: () => void;
}

function Entry({ refund, lines, onDecide }: EntryProps) {
  const { t } = useTranslation();
  const refusalWords = useRefusalWords();
  const refusal = refusalWords(refund);
  return (
    <article className={classes['refund']} data-state={refund.state}>
      <div className={classes['head']}>
        <Amount value={refund.amount} className={classes['amount']} />
        <span className={classes['state']} data-testid="refund-state" data-state={refund.state}>
          {t(`refund.state.${refund.state}`)}
        </span>
        {refund.decided ? <span>{t('refund.decided')}</span> : null}
      </div>
      <Facts refund={refund} lines={lines} />
      {refusal === null ? null : <p>{refusal}</p>}
      <RefundSteps refund={refund} />
      {refund.state === 'unknown' ? (
        <div className={classes['actions']}>
          <LookUpButton refund={refund} />
          <Button variant="default" data-testid="refund-decide" onClick={onDecide}>
            {t('refund.decide')}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

function Facts({ refund, lines }: Omit<EntryProps, 'onDecide'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const goods = refund.lines.map(({ saleLineId, quantityThousandths }) => {
    const name = lines.find(({ id }) => id === saleLineId)?.name ?? '';
    return `${formatQuantity(quantityThousandths, language)} × ${name}`;
  });
  const facts = [
    formatMoment(refund.requestedAt, language, now),
    t(`refund.way.${refund.way}`),
    refund.reason,
    refund.reference === null ? null : t('refund.referenceOf', { reference: refund.reference }),
  ];
  return (
    <>
      {goods.length === 0 ? null : <p>{goods.join(', ')}</p>}
      <p className={classes['meta']}>{facts.filter((fact) => fact !== null).join(' · ')}</p>
    </>
  );
}
