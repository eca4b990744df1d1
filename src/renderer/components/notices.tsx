import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from './error-words.ts';
import classes from './notices.module.css';

/** What a notice offers to do about it; it goes when it is pressed. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

/** Something that happened beside the cashier's work: said calmly, without taking the screen. */
export interface Notice {
  readonly tone: 'problem' | 'done';
  readonly title: string;
  readonly body?: string;
  readonly action?: NoticeAction;
}

interface NoticeKeeper {
  readonly show: (notice: Notice) => void;
  readonly clear: () => void;
  /** Offers a place for them. @returns takes the offer back */
  readonly offerPlace: (place: HTMLElement) => () => void;
}

type ShownNotice = Notice & { readonly id: number };

const DONE_STAYS_MS = 4000;
const PROBLEM_STAYS_MS = 15_000;
const SHOWN_AT_MOST = 2;

const NoticeContext = createContext<NoticeKeeper | null>(null);

let lastId = 0;

export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly ShownNotice[]>([]);
  /** Newest last: what lies over a screen comes after it. */
  const [places, setPlaces] = useState<readonly HTMLElement[]>([]);
  const close = useCallback((id: number) => setNotices((all) => all.filter((one) => one.id !== id)), []);
  const keeper = useMemo<NoticeKeeper>(
    () => ({
      show: (notice) => {
        lastId += 1;
        const shown = { ...notice, id: lastId };
        setNotices((all) =>
          [...all.filter((one) => one.title !== notice.title), shown].slice(-SHOWN_AT_MOST),
        );
      },
      clear: () => setNotices([]),
      offerPlace: (place) => {
        setPlaces((all) => [...all, place]);
        return () => setPlaces((all) => all.filter((one) => one !== place));
      },
    }),
    [],
  );
  const place = places.at(-1) ?? null;
  const list = (
    <div className={classes['notices']} data-placed={place !== null} aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} onClose={close} />
      ))}
    </div>
  );
  return (
    <NoticeContext value={keeper}>
      {children}
      {place === null ? list : createPortal(list, place)}
    </NoticeContext>
  );
}

/**
 * Where a screen wants notices to stand: just above this place, over what can be scrolled away from under them, and
 * never over its keys. Takes no room itself.
 */
export function NoticePlace() {
  const { offerPlace } = useNotices();
  const [element, setElement] = useState<HTMLElement | null>(null);
  useEffect(() => (element === null ? undefined : offerPlace(element)), [element, offerPlace]);
  return <div ref={setElement} className={classes['place']} data-testid="notice-place" />;
}

interface NoticeCardProps {
  readonly notice: ShownNotice;
  readonly onClose: (id: number) => void;
}

function NoticeCard({ notice, onClose }: NoticeCardProps) {
  const { t } = useTranslation();
  const { id, tone, action } = notice;
  // What can be pressed stays long enough to be read, thought over, and reached.
  const staysMs = tone === 'done' && !action ? DONE_STAYS_MS : PROBLEM_STAYS_MS;
  useEffect(() => {
    const timer = setTimeout(() => onClose(id), staysMs);
    return () => clearTimeout(timer);
  }, [id, staysMs, onClose]);
  const Picture = tone === 'done' ? IconCheck : IconAlertTriangle;
  return (
    <div className={classes['notice']} data-tone={tone} data-testid="notice">
      <Picture size={24} aria-hidden className={classes['icon']} />
      <div className={classes['text']}>
        <p className={classes['title']}>{notice.title}</p>
        {notice.body ? <p className={classes['body']}>{notice.body}</p> : null}
      </div>
      {action ? (
        <Button
          variant="default"
          data-testid="notice-action"
          onClick={() => {
            onClose(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <ActionIcon aria-label={t('shell.dismiss')} onClick={() => onClose(id)}>
        <IconX size={20} aria-hidden />
      </ActionIcon>
    </div>
  );
}

export function useNotices(): NoticeKeeper {
  const keeper = useContext(NoticeContext);
  if (!keeper) throw new Error('useNotices outside NoticeProvider');
  return keeper;
}

/** Says an error of a request: what happened, what was kept, what to do. */
export function useErrorNotice(): (error: unknown) => void {
  const { show } = useNotices();
  const words = useErrorWords();
  return useCallback(
    (error) => {
      const { title, remedy } = words(error);
      show({ tone: 'problem', title, body: remedy });
    },
    [show, words],
  );
}
