import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import classes from './shelf-chips.module.css';

export interface ChipStripProps {
  readonly label: string;
  readonly testId: string;
  /** Changes when another chip is the pressed one: it is brought into sight. */
  readonly pressed: string;
  readonly children: ReactNode;
}

/** Chips in one line. Where there are more than fit, its ends say so, and lead on. */
export function ChipStrip({ label, testId, pressed, children }: ChipStripProps) {
  const strip = useRef<HTMLFieldSetElement>(null);
  const more = useMoreAtEnds(strip);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chip is pressed
  useEffect(() => {
    const chip = strip.current?.querySelector('[aria-pressed="true"]');
    if (strip.current && chip instanceof HTMLElement) bringIntoSight(strip.current, chip);
  }, [pressed]);
  const turn = (pages: number) => {
    const { current } = strip;
    current?.scrollBy({ left: pages * current.clientWidth * 0.8, behavior: 'smooth' });
  };
  return (
    <div className={classes['strip']} data-before={more.before} data-after={more.after}>
      <fieldset
        ref={strip}
        className={classes['chips']}
        data-testid={testId}
        aria-label={label}
        onFocus={({ currentTarget, target }) => bringIntoSight(currentTarget, target)}
        // A mouse without a sideways wheel has no other way to reach what is beyond the edge.
        onWheel={({ currentTarget, deltaX, deltaY }) => currentTarget.scrollBy(deltaX === 0 ? deltaY : 0, 0)}
      >
        {children}
      </fieldset>
      {more.before ? <EndKey end="before" onPress={() => turn(-1)} /> : null}
      {more.after ? <EndKey end="after" onPress={() => turn(1)} /> : null}
    </div>
  );
}

/** What the fading end and its key take up. */
const END_WIDTH = 60;

/** By hand: the browser's own way leaves a chip under the fading end. */
function bringIntoSight(strip: HTMLElement, chip: HTMLElement): void {
  const from = chip.offsetLeft - END_WIDTH;
  const to = chip.offsetLeft + chip.offsetWidth + END_WIDTH;
  if (from < strip.scrollLeft) strip.scrollLeft = from;
  else if (to > strip.scrollLeft + strip.clientWidth) strip.scrollLeft = to - strip.clientWidth;
}

/** For a finger or a mouse: by keys the focus itself brings what is beyond the edge into sight. */
function EndKey({ end, onPress }: { readonly end: 'before' | 'after'; readonly onPress: () => void }) {
  const Picture = end === 'before' ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={classes['end']}
      data-end={end}
      tabIndex={-1}
      aria-hidden
      onClick={onPress}
      // The focus stays where it is: this key goes away when the end is reached.
      onMouseDown={(event) => event.preventDefault()}
    >
      <Picture size={22} aria-hidden />
    </button>
  );
}

interface MoreAtEnds {
  readonly before: boolean;
  readonly after: boolean;
}

const NOTHING_MORE: MoreAtEnds = { before: false, after: false };

function useMoreAtEnds(strip: RefObject<HTMLElement | null>): MoreAtEnds {
  const [more, setMore] = useState(NOTHING_MORE);
  useEffect(() => {
    const element = strip.current;
    if (element === null) return;
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const before = scrollLeft > 1;
      const after = scrollLeft + clientWidth < scrollWidth - 1;
      setMore((known) => (known.before === before && known.after === after ? known : { before, after }));
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    const chips = new MutationObserver(look);
    chips.observe(element, { childList: true, subtree: true, characterData: true });
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      chips.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [strip]);
  return more;
}
