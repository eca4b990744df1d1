import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './in-step.module.css';
import { useCancelInStep } from './mutations.ts';
import type { InStepStatus } from './place.ts';

/** Both lists are being read: how long theirs is nobody knows, so that it is a count and no bar. */
export function ComparingPart({ status: { progress } }: { readonly status: InStepStatus }) {
  const { t } = useTranslation();
  const cancel = useCancelInStep();
  return (
    <section className={classes['card']} data-testid="in-step-comparing">
      <div role="status">
        <h2>{t('inStep.comparing')}</h2>
        <p className={classes['soft']}>{t('inStep.comparingBody')}</p>
      </div>
      <p className={classes['big']}>{t('inStep.readSoFar', { count: progress.done })}</p>
      <div className={classes['actions']}>
        <Button
          size="lg"
          variant="default"
          data-testid="in-step-cancel"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate({})}
        >
          {t('inStep.cancel')}
        </Button>
      </div>
    </section>
  );
}
