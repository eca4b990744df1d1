import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineItemView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { formatQuantity } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { Chip } from '../../components/chip.tsx';
import { formatDate, formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { eventFacts } from './event-detail.ts';
import { useSaleTimeline } from './queries.ts';
import classes from './sale-detail.module.css';
import { stepWords } from './step-words.ts';

export interface SaleTimelineProps {
  readonly saleId: string;
  readonly currency: CurrencyCode;
}

/** Everything that happened to a sale, in its order, so that a dispute is settled by what happened. */
export function SaleTimeline({ saleId, currency }: SaleTimelineProps) {
  const { t } = useTranslation();
  const [journal, setJournal] = useState(false);
  const pages = useSaleTimeline(saleId);
  const items = useMemo(
    () =>
      (pages.data?.pages.flatMap((page) => page.items) ?? []).filter(
        // The journal repeats what the rest tells; only it says who did what.
        ({ source, by, approvedBy }) => journal || source !== 'journal' || by !== null || approvedBy !== null,
      ),
    [pages.data, journal],
  );
  return (
    <section className={classes['part']} data-testid="timeline">
      <div className={classes['partHead']}>
        <h3>{t('sales.timeline')}</h3>
        <Chip pressed={journal} testId="with-journal" onPress={() => setJournal(!journal)}>
          {t('sales.withJournal')}
        </Chip>
      </div>
      <ol className={classes['events']}>
        {items.map((item, index) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened only grows, a step keeps its place
            key={index}
            item={item}
            before={items[index - 1] ?? null}
            currency={currency}
          />
        ))}
      </ol>
      {pages.hasNextPage ? (
        <Button
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('sales.moreSteps')}
        </Button>
      ) : null}
    </section>
  );
}

interface StepProps {
  readonly item: TimelineItemView;
  readonly before: TimelineItemView | null;
  readonly currency: CurrencyCode;
}

function Step({ item, before, currency }: StepProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = formatDate(item.at, language);
  const newDay = before !== null && formatDate(before.at, language) !== day;
  const facts = useStepFacts(item, currency);
  return (
    <li className={classes['event']} data-testid="step" data-source={item.source} data-kind={item.kind}>
      <time dateTime={item.at}>
        {newDay ? <span className={classes['day']}>{day}</span> : null}
        {formatTimeWithSeconds(item.at, language)}
      </time>
      <div>
        {stepWords(t, item)}
        {facts.length === 0 ? null : <p className={classes['meta']}>{facts.join(' · ')}</p>}
      </div>
      {item.amount === null ? null : <Amount value={item.amount} />}
    </li>
  );
}

/** Details that the words above say already, or that only add up to the amount beside them. */
const SAID: ReadonlySet<string> = new Set([
  'name',
  'unit',
  'quantityThousandths',
  'unitAmountMinor',
  'totalMinor',
  'subtotalMinor',
  'about',
]);

function useStepFacts(item: TimelineItemView, currency: CurrencyCode): readonly string[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { detail, by, approvedBy } = item;
  // What an entry of the journal says beside who, the rest of the timeline says in words.
  const details = item.source === 'journal' ? [] : Object.entries(detail);
  const told = Object.fromEntries(details.filter(([name, value]) => !SAID.has(name) && value !== 0));
  const quantity = detail['quantityThousandths'];
  return [
    typeof quantity === 'number' ? `× ${formatQuantity(quantity, language)}` : null,
    item.source === 'transaction' ? t('sales.detail.transaction', { id: item.id }) : null,
    ...eventFacts(t, told, currency, language),
    by === null ? null : t('sales.by', { name: by }),
    approvedBy === null ? null : t('sales.approvedBy', { name: approvedBy }),
  ].filter((fact) => fact !== null);
}
