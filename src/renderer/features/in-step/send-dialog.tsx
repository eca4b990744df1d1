import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckRow } from '../../components/check-row.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { durationWords } from '../../i18n/formats.ts';
import classes from './in-step.module.css';
import { useAskInStep, useStartPush } from './mutations.ts';
import { ACTS, type Act, type Comparison, countOf, secondsFor } from './place.ts';

export interface SendDialogProps {
  readonly comparison: Comparison;
  readonly onClose: () => void;
}

/**
 * What is to be sent, how much it is and how long it takes, before it is. To delete is chosen by hand: it is the one
 * act that cannot be taken back there, since a product that is made anew has another id.
 */
export function SendDialog({ comparison, onClose }: SendDialogProps) {
  const { t } = useTranslation();
  const { counts } = comparison;
  const start = useStartPush();
  const askAnew = useAskInStep();
  const offered = ACTS.filter((act) => counts[act] > 0);
  const [chosen, setChosen] = useState<readonly Act[]>(() => offered.filter((act) => act !== 'delete'));
  const count = countOf(counts, chosen);
  const change = (act: Act, on: boolean) =>
    setChosen((before) => ACTS.filter((one) => (one === act ? on : before.includes(one))));
  const send = () =>
    start.mutate(
      { comparisonId: comparison.id, acts: [...chosen] },
      { onSuccess: onClose, onError: askAnew },
    );
  return (
    <Dialog title={t('inStep.send.title')} width={560} onClose={onClose}>
      <div className={classes['form']} data-testid="in-step-send">
        <div>
          {offered.map((act) => (
            <div key={act}>
              <CheckRow
                checked={chosen.includes(act)}
                testId={`in-step-act-${act}`}
                onChange={(on) => change(act, on)}
              >
                {t(`inStep.send.${act}`, { count: counts[act] })}
              </CheckRow>
              {act === 'delete' ? <p className={classes['under']}>{t('inStep.send.deleteHint')}</p> : null}
            </div>
          ))}
        </div>
        <p role="status" data-testid="in-step-send-takes">
          {count === 0
            ? t('inStep.send.nothing')
            : t('inStep.send.takes', {
                duration: durationWords(t, secondsFor(comparison, chosen) * 1000),
              })}
        </p>
        <div className={classes['pair']}>
          <Button size="lg" variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            size="lg"
            data-autofocus
            data-testid="in-step-send-confirm"
            disabled={count === 0 || start.isPending}
            onClick={send}
          >
            {t('inStep.send.confirm', { count })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
