import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what had it, once this is gone and nobody else has taken it. Mantine does so only for
 * dialogs that stay and are told to close; ours are simply no longer there.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body || !(before instanceof HTMLElement)) return;
      before.focus({ preventScroll: true });
      ignoreHeldEnter(before);
    },
    [before],
  );
}

/** The Enter that closed a dialog, held a little long, must not press what had opened it. */
function ignoreHeldEnter(element: HTMLElement): void {
  const ignore = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
  };
  element.addEventListener('keydown', ignore);
  element.addEventListener('blur', () => element.removeEventListener('keydown', ignore), { once: true });
}
