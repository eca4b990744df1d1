import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { BeginPart } from './begin-part.tsx';
import { ComparingPart } from './comparing-part.tsx';
import { ComparisonPart } from './comparison-part.tsx';
import { EndedPart } from './ended-part.tsx';
import classes from './in-step.module.css';
import { MasterRow } from './master-row.tsx';
import { type InStepPlace, type InStepStatus, placeOf } from './place.ts';
import { PushPart } from './push-part.tsx';
import { useInStep } from './queries.ts';

export interface InStepScreenProps {
  readonly onBack: () => void;
  /** To where the account is connected. */
  readonly onConnection: () => void;
}

/** The products at the provider: compared, shown field by field, and sent by the one register that is the master. */
export function InStepScreen({ onBack, onConnection }: InStepScreenProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { data: status, error } = useInStep();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={classes['screen']} data-testid="in-step-screen">
      <header className={classes['header']}>
        <Button
          variant="default"
          className={classes['back']}
          data-testid="in-step-back"
          leftSection={<IconArrowLeft size={20} aria-hidden />}
          onClick={onBack}
        >
          <span className={classes['backWord']}>{t('inStep.back')}</span>
        </Button>
        <h1 ref={heading} tabIndex={-1}>
          {t('inStep.title')}
        </h1>
      </header>
      {status ? <Whole status={status} onConnection={onConnection} /> : null}
      {!status && error ? (
        <div className={classes['body']}>
          <Note tone="bad" title={words(error).title}>
            <p>{words(error).remedy}</p>
          </Note>
        </div>
      ) : null}
    </div>
  );
}

interface WholeProps extends Pick<InStepScreenProps, 'onConnection'> {
  readonly status: InStepStatus;
}

function Whole({ status, onConnection }: WholeProps) {
  const place = placeOf(status);
  const lost = useLost(status, place);
  const room = useFocusKept(place);
  return (
    <div className={classes['body']} data-place={place} data-phase={status.phase}>
      <div ref={room} className={classes['inner']} tabIndex={-1}>
        <MasterRow master={status.master} busy={place === 'comparing' || place === 'push'} />
        <IgnoredNote count={status.ignored} />
        <Part place={place} status={status} lost={lost} onConnection={onConnection} />
      </div>
    </div>
  );
}

interface PartProps extends WholeProps {
  readonly place: InStepPlace;
  readonly lost: boolean;
}

function Part({ place, status, lost, onConnection }: PartProps) {
  const { comparison } = status;
  switch (place) {
    case 'comparing':
      return <ComparingPart status={status} />;
    case 'comparison':
      return comparison && <ComparisonPart key={comparison.id} comparison={comparison} />;
    case 'push':
      return <PushPart status={status} onConnection={onConnection} />;
    case 'ended':
      return <EndedPart status={status} lost={lost} />;
    case 'begin':
    case 'off':
      return <BeginPart status={status} lost={lost} onConnection={onConnection} />;
  }
}

/** Whether a comparison was on the screen and is gone, without a push that has taken it. */
function useLost({ comparison }: InStepStatus, place: InStepPlace): boolean {
  const [held, setHeld] = useState(false);
  const isHeld = comparison !== null || (held && place !== 'comparing' && place !== 'push');
  if (isHeld !== held) setHeld(isHeld);
  return isHeld && comparison === null;
}

/** What comes next takes the key that was pressed away with it: the focus stays on this screen. */
function useFocusKept(place: InStepPlace) {
  const room = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place has other keys
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.focus({ preventScroll: true });
  }, [place]);
  return room;
}

function IgnoredNote({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Note tone="warn" title={t('inStep.ignored', { count })} testId="in-step-ignored">
      <p>{t('inStep.ignoredBody')}</p>
    </Note>
  );
}
