import { useEffect, useRef } from 'react';

/**
 * Keys for the whole window while a screen is shown. Dialogs keep their keys: what is pressed inside one never
 * reaches the screen below.
 */
export function useShortcuts(onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    // Noted before anybody acts on the key: the one that closes a dialog is the dialog's, and finds it gone here.
    let inDialog = false;
    const note = () => {
      inDialog = dialogIsOpen();
    };
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || inDialog || dialogIsOpen()) return;
      latest.current(event);
    };
    window.addEventListener('keydown', note, { capture: true });
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', note, { capture: true });
      window.removeEventListener('keydown', listen);
    };
  }, []);
}

/** Whether the keys that are pressed go into a field. */
export function isTypingTarget(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}

/** Whether a person is in the middle of something: a dialog stands open, or a field has words in it. */
export function isBusyTyping(): boolean {
  const field = document.activeElement;
  const isText = field instanceof HTMLInputElement && !['radio', 'checkbox'].includes(field.type);
  const typed = isText || field instanceof HTMLTextAreaElement ? field.value : '';
  return typed !== '' || dialogIsOpen();
}

/** Whether a dialog stands over the screen. */
export function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
