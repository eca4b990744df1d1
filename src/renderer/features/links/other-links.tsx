import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtherLinkView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { methodName } from '../payments/method-words.ts';
import type { LinksDialog } from './links-dialogs.tsx';
import classes from './links.module.css';
import { useOtherLinks } from './queries.ts';

export interface OtherLinksProps {
  readonly onDialog: (dialog: LinksDialog) => void;
}

/** Links of the account that this register has not made. Nobody is asked about them until a person wants to know. */
export function OtherLinks({ onDialog }: OtherLinksProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  return (
    <section className={classes['section']} aria-labelledby="links-others">
      <h2 id="links-others">{t('links.others.title')}</h2>
      <p className={classes['meta']}>{t('links.others.body')}</p>
      {wanted ? (
        <OtherList onDialog={onDialog} />
      ) : (
        <Button
          variant="default"
          className={classes['alone']}
          data-testid="links-others-show"
          onClick={() => setWanted(true)}
        >
          {t('links.others.show')}
        </Button>
      )}
    </section>
  );
}

function OtherList({ onDialog }: OtherLinksProps) {
  const { t } = useTranslation();
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useOtherLinks();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const unreadable = data?.pages.reduce((sum, page) => sum + page.unreadable, 0) ?? 0;
  return (
    <>
      <p role="status" className={classes['meta']}>
        {isFetching ? t('links.others.asking') : null}
        {!isFetching && data && items.length === 0 && !hasNextPage ? t('links.others.none') : null}
      </p>
      {error ? <Refused error={error} onRetry={() => void refetch()} /> : null}
      <ul className={classes['list']}>
        {items.map((other) => (
          <OtherItem key={other.partnerLinkId} other={other} onDialog={onDialog} />
        ))}
      </ul>
      {unreadable > 0 ? (
        <p className={classes['meta']}>{t('links.others.unreadable', { count: unreadable })}</p>
      ) : null}
      {hasNextPage ? (
        <Button
          variant="default"
          className={classes['alone']}
          disabled={isFetching}
          onClick={() => void fetchNextPage()}
        >
          {t('links.more')}
        </Button>
      ) : null}
    </>
  );
}

interface RefusedProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

function Refused({ error, onRetry }: RefusedProps) {
  const { t } = useTranslation();
  const { title, remedy } = useErrorWords()(error);
  return (
    <Note tone="warn" title={title}>
      <p>{remedy}</p>
      <Button variant="default" className={classes['alone']} onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </Note>
  );
}

interface OtherItemProps extends OtherLinksProps {
  readonly other: OtherLinkView;
}

function OtherItem({ other, onDialog }: OtherItemProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const { amount, amountType, methods, createdAt, productNames, adoptable } = other;
  const made = createdAt === null || Number.isNaN(Date.parse(createdAt)) ? null : createdAt;
  const facts = [
    methods.map((method) => methodName(t, method)).join(', '),
    made === null ? '' : t('links.others.made', { moment: formatMoment(made, language, now) }),
    other.partnerLinkId,
  ];
  const asks = amountType === 'dynamic' ? t('links.payerEnters') : t('links.others.amountUnknown');
  const title = productNames.length === 0 ? t('links.others.untitled') : productNames.join(', ');
  return (
    <li className={classes['card']} data-testid="other-link">
      <h3>{title}</h3>
      {amount === null ? (
        <span className={classes['asks']}>{asks}</span>
      ) : (
        <Amount value={amount} className={classes['amount']} />
      )}
      <p className={classes['meta']}>{facts.filter((fact) => fact !== '').join(' · ')}</p>
      {adoptable ? (
        <div className={classes['actions']}>
          <Button
            variant="default"
            data-testid="link-adopt"
            onClick={() => onDialog({ kind: 'adopt', other })}
          >
            {t('links.others.takeOver')}
          </Button>
        </div>
      ) : (
        <p className={classes['meta']}>{t('links.others.notAdoptable')}</p>
      )}
    </li>
  );
}
