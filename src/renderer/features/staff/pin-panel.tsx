import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffSessionView } from '../../../contract/views.ts';
import { RequestError } from '../../client/request-error.ts';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { formatCountdown } from '../../i18n/formats.ts';
import { PinPad } from './pin-pad.tsx';
import classes from './staff.module.css';
import { useBlockedLeft } from './use-blocked-left.ts';

export type Person = StaffSessionView['people'][number];

export interface PinPanelProps {
  readonly people: readonly Person[];
  readonly enterWord: string;
  /** Rejects when the PIN was not taken. */
  readonly onPin: (staffId: string, pin: string) => Promise<unknown>;
}

/** Whose PIN it is, and the PIN. Where only one may be meant, the pad is there at once. */
export function PinPanel({ people, enterWord, onPin }: PinPanelProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const only = people.length === 1 ? people[0] : undefined;
  const person = people.find(({ id }) => id === chosen) ?? only;
  if (!person) return <PeopleKeys people={people} onChoose={setChosen} />;
  return (
    <div className={classes['panel']}>
      <PersonPin key={person.id} person={person} enterWord={enterWord} onPin={onPin} />
      {only ? null : (
        <Button variant="subtle" onClick={() => setChosen(null)}>
          {t('staff.pin.other')}
        </Button>
      )}
    </div>
  );
}

interface PeopleKeysProps {
  readonly people: readonly Person[];
  readonly onChoose: (staffId: string) => void;
}

function PeopleKeys({ people, onChoose }: PeopleKeysProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes['people']}>
      {people.map(({ id, name, role, locked }) => (
        <li key={id}>
          <button
            type="button"
            className={classes['person']}
            data-testid="person"
            onClick={() => onChoose(id)}
          >
            <span className={classes['name']}>{name}</span>
            <span className={classes['role']}>
              {t(`staff.role.${role}`)}
              {locked ? <IconLock size={18} aria-label={t('staff.state.locked')} /> : null}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface PersonPinProps {
  readonly person: Person;
  readonly enterWord: string;
  readonly onPin: (staffId: string, pin: string) => Promise<unknown>;
}

function PersonPin({ person, enterWord, onPin }: PersonPinProps) {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const left = useBlockedLeft(person);
  // What was said of the last try is over once the wait is.
  useEffect(() => {
    if (left === 0) setProblem((old: unknown) => (isBlocked(old) ? null : old));
  }, [left]);
  const enter = async () => {
    setAsking(true);
    setProblem(null);
    try {
      await onPin(person.id, pin);
    } catch (error) {
      setProblem(error);
    }
    setPin('');
    setAsking(false);
  };
  return (
    <>
      <h2 className={classes['who']}>{person.name}</h2>
      <PinProblem person={person} left={left} problem={problem} />
      <PinPad
        label={t('staff.pin.label', { name: person.name })}
        pin={pin}
        onChange={(next) => {
          setPin(next);
          if (next !== '') setProblem(null);
        }}
        onEnter={() => void enter()}
        enterWord={enterWord}
        disabled={asking || left > 0 || person.locked}
      />
    </>
  );
}

function isBlocked(error: unknown): boolean {
  return error instanceof RequestError && error.code === 'PIN_BLOCKED';
}

interface PinProblemProps {
  readonly person: Person;
  readonly left: number;
  readonly problem: unknown;
}

/** What stands between this person and the till, or was wrong with the last try. */
function PinProblem({ person, left, problem }: PinProblemProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const wrong = problem instanceof RequestError && problem.code === 'PIN_WRONG';
  return (
    <div className={classes['problem']} aria-live="assertive" data-testid="pin-problem">
      {person.locked ? (
        <Note tone="bad" title={t('staff.pin.locked')} />
      ) : left > 0 ? (
        <Note tone="warn" title={t('staff.pin.blocked', { span: formatCountdown(left + 999) })} />
      ) : wrong ? (
        <Note tone="bad" title={t('staff.pin.wrong')} />
      ) : problem ? (
        <Note tone="bad" title={words(problem).title}>
          {words(problem).remedy}
        </Note>
      ) : null}
    </div>
  );
}
