import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';
import { NoticePlace } from '../../components/notices.tsx';
import { durationWords } from '../../i18n/formats.ts';
import { CompareKey } from './begin-part.tsx';
import classes from './comparison.module.css';
import { DecideDialog } from './decide-dialog.tsx';
import { Differences } from './differences.tsx';
import { KindTabs } from './kind-tabs.tsx';
import { ACTS, type Comparison, countOf, type Difference, firstKind } from './place.ts';
import { SendDialog } from './send-dialog.tsx';

/** What a comparison has found, by kind and field by field; and the way to send it. */
export function ComparisonPart({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(() => firstKind(comparison.counts));
  const [asked, setAsked] = useState<Difference | null>(null);
  return (
    <div className={classes['part']} data-testid="in-step-comparison">
      <KindTabs counts={comparison.counts} kind={kind} onChange={setKind} />
      {comparison.listOffered ? null : (
        <Note tone="calm" title={t('inStep.noList')} testId="in-step-no-list">
          <p>{t('inStep.noListBody')}</p>
        </Note>
      )}
      {kind === 'change' && comparison.changedElsewhere > 0 ? (
        <Note
          tone="warn"
          title={t('inStep.changedElsewhere', { count: comparison.changedElsewhere })}
          testId="in-step-changed-elsewhere"
        >
          <p>{t('inStep.changedElsewhereBody')}</p>
        </Note>
      ) : null}
      <Differences key={kind} comparison={comparison} kind={kind} onDecide={setAsked} />
      <Foot comparison={comparison} />
      {asked?.variantId ? (
        <DecideDialog variantId={asked.variantId} name={asked.name} onClose={() => setAsked(null)} />
      ) : null}
    </div>
  );
}

/** What stands in no list. */
function Facts({ comparison: { counts, withoutPrice, unreadable } }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const facts = [
    counts.inStep > 0 ? t('inStep.inStep', { count: counts.inStep }) : null,
    withoutPrice > 0 ? t('inStep.withoutPrice', { count: withoutPrice }) : null,
    unreadable > 0 ? t('inStep.unreadable', { count: unreadable }) : null,
  ].filter((fact) => fact !== null);
  if (facts.length === 0) return null;
  return (
    <p className={classes['soft']} data-testid="in-step-facts">
      {facts.join(' ')}
    </p>
  );
}

function Foot({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const isNothing = countOf(comparison.counts, ACTS) === 0;
  const duration = durationWords(t, comparison.secondsNeeded * 1000);
  return (
    <div>
      <NoticePlace />
      <div className={classes['foot']}>
        <div className={classes['footWords']}>
          <p className={classes['takes']} data-testid="in-step-takes">
            {isNothing ? t('inStep.nothingToSend') : t('inStep.takes', { duration })}
          </p>
          <Facts comparison={comparison} />
        </div>
        <div className={classes['footKeys']}>
          <CompareKey again calm />
          <Button
            size="lg"
            data-testid="in-step-choose"
            disabled={isNothing}
            onClick={() => setSending(true)}
          >
            {t('inStep.choose')}
          </Button>
        </div>
      </div>
      {sending ? <SendDialog comparison={comparison} onClose={() => setSending(false)} /> : null}
    </div>
  );
}
