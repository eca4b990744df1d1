import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import { DryRunStep } from './dry-run-step.tsx';
import classes from './exchange.module.css';
import { FileStep } from './file-step.tsx';
import { useClosedImport, useImportDraft } from './memory.ts';
import { WorkProgress } from './work-progress.tsx';
import { stepAt, WIZARD_STEPS, type WizardPlace, type WizardStep, wizardPlace } from './wizard-place.ts';

export interface ImportWizardProps {
  readonly work: ImportView | null;
  readonly onClose: () => void;
}

/** An import as it happens. Closing the window stops nothing: main runs it, and this only shows where it is. */
export function ImportWizard({ work, onClose }: ImportWizardProps) {
  const { t } = useTranslation();
  const [closedId, putAway] = useClosedImport();
  const keeper = useImportDraft(work?.importId ?? null);
  const place = wizardPlace(work, { closedId, revising: keeper.draft !== null });
  const step = stepAt(work, place);
  const room = useFocusKept(place);
  return (
    <Dialog title={t('exchange.title')} width={1160} onClose={onClose}>
      <div
        className={classes['wizard']}
        data-testid="import-wizard"
        data-place={place}
        data-steps={step !== null}
      >
        {step === null ? null : <Steps step={step} />}
        <div ref={room} className={classes['room']} tabIndex={-1}>
          {content()}
        </div>
      </div>
    </Dialog>
  );

  function content() {
    const ended = work?.work === 'import' && work.importId !== closedId ? work : null;
    if (work === null || place === 'file') return <FileStep ended={ended} onResume={keeper.keep} />;
    if (place === 'busy') return <WorkProgress work={work} />;
    if (place === 'columns' && work.source) {
      return <ColumnsStep work={work} source={work.source} keeper={keeper} />;
    }
    if (place === 'dry_run' && work.source && work.counts) {
      const { mapping } = work.source;
      const { options } = work;
      return (
        <DryRunStep work={work} counts={work.counts} onRevise={() => keeper.keep({ mapping, options })} />
      );
    }
    const { importId } = work;
    return (
      <DoneStep
        work={work}
        onAnother={() => putAway(importId)}
        onClose={() => {
          putAway(importId);
          onClose();
        }}
      />
    );
  }
}

/** A step takes the key that was pressed away with it: the focus stays in the window. */
function useFocusKept(place: WizardPlace) {
  const room = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place has other keys
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.focus();
  }, [place]);
  return room;
}

function Steps({ step }: { readonly step: WizardStep }) {
  const { t } = useTranslation();
  const at = WIZARD_STEPS.indexOf(step);
  return (
    <ol className={classes['steps']} aria-label={t('exchange.steps')}>
      {WIZARD_STEPS.map((one, index) => (
        <li key={one} data-past={index < at} aria-current={one === step ? 'step' : undefined}>
          <span className={classes['stepMark']} aria-hidden>
            {index < at ? <IconCheck size={18} stroke={2.5} /> : index + 1}
          </span>
          {t(`exchange.step.${one}`)}
          {index < at ? <span className="visually-hidden"> ({t('exchange.stepDone')})</span> : null}
        </li>
      ))}
    </ol>
  );
}
