import { useEffect, useRef, useState } from 'react';
import type { OperationOutput } from '../../../contract/operations.ts';
import { useSteady } from '../../components/use-steady.ts';
import { useRevealCard } from '../../queries/cards-commands.ts';
import { leftToShow, type Moment, momentNow } from './reveal-clock.ts';

export type CardDigits = OperationOutput<'cards.reveal'>;

export interface Reveal {
  readonly stage: 'asking' | 'shown' | 'hidden';
  /** Only while they are shown. */
  readonly digits: CardDigits | null;
  /** Milliseconds until they go. */
  readonly leftMs: number;
  /** Rejects where the PIN was not taken, or the issuer did not tell them. */
  readonly ask: (pin: string) => Promise<void>;
  readonly hide: () => void;
  readonly again: () => void;
}

interface Shown {
  readonly digits: CardDigits;
  readonly since: Moment;
}

const TICK_MS = 200;

/**
 * The digits of one card, in the state of one component and nowhere else (SEC-10). They go after half a minute, with
 * the component, and at once when the window is left or covered; an answer that comes after that is dropped unseen.
 */
export function useReveal(place: { readonly accountId: string; readonly cardId: string }): Reveal {
  const reveal = useRevealCard();
  const [shown, setShown] = useState<Shown | null>(null);
  const [stage, setStage] = useState<Reveal['stage']>('asking');
  /** Changes when digits that are on their way are not wanted any more. */
  const wanted = useRef(0);
  const put = (next: Reveal['stage'], now: Shown | null) => {
    wanted.current += 1;
    setShown(now);
    setStage(next);
  };
  const hide = () => {
    if (stage === 'shown') put('hidden', null);
    else wanted.current += 1;
  };
  useAway(hide);
  useEffect(
    () => () => {
      wanted.current += 1;
    },
    [],
  );
  const leftMs = useCountdown(shown, () => put('hidden', null));
  const ask = async (pin: string) => {
    wanted.current += 1;
    const mine = wanted.current;
    const digits = await reveal({ ...place, pin });
    if (mine === wanted.current) put('shown', { digits, since: momentNow() });
    else setStage('hidden');
  };
  return { stage, digits: shown?.digits ?? null, leftMs, ask, hide, again: () => put('asking', null) };
}

/** Milliseconds until what is shown has to go, and says when they are over. */
function useCountdown(shown: Shown | null, onOver: () => void): number {
  const [leftMs, setLeftMs] = useState(0);
  const over = useSteady(onOver);
  useEffect(() => {
    if (shown === null) return;
    const tick = () => {
      const left = leftToShow(shown.digits.shownForMs, shown.since, momentNow());
      setLeftMs(left);
      if (left === 0) over();
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [shown, over]);
  return leftMs;
}

/** The window is left, covered, put away or locked: nobody may be looking but somebody else. */
function useAway(onAway: () => void): void {
  const leave = useSteady(onAway);
  useEffect(() => {
    window.addEventListener('blur', leave);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    document.addEventListener('freeze', leave);
    return () => {
      window.removeEventListener('blur', leave);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      document.removeEventListener('freeze', leave);
    };
  }, [leave]);
}
