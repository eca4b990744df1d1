import { useEffect, useRef } from 'react';
import {
  AT_REST,
  type DetectorKey,
  type DetectorSettings,
  type DetectorState,
  deadlineOf,
  endRun,
  keyDown,
  keyUp,
  type Verdict,
} from './detector.ts';
import {
  type FieldBefore,
  isSentOn,
  lookAtField,
  restoreField,
  takesSecret,
  takesText,
  typeKeys,
} from './field.ts';

/**
 * Listens to every key of the page before anybody else does, and tells scans from typing.
 * @param onScan never called for what was scanned into a secret's field: a scan is no PIN
 */
export function useScannerKeys(settings: DetectorSettings, onScan: (code: string) => void): void {
  const latest = useRef({ settings, onScan });
  useEffect(() => {
    latest.current = { settings, onScan };
  });
  useEffect(
    () =>
      listenForScans(
        () => latest.current.settings,
        (code) => latest.current.onScan(code),
      ),
    [],
  );
}

/** @returns stops listening */
function listenForScans(settings: () => DetectorSettings, onScan: (code: string) => void): () => void {
  let state: DetectorState = AT_REST;
  let before: FieldBefore | null = null;
  /** What had the focus when held keys were let go: on the counter they go to the search, which takes it. */
  let focused: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Their release is nobody's business either: a button reacts to it. */
  const heldCodes = new Set<string>();

  const act = (verdict: Verdict): boolean => {
    const { run } = state;
    state = verdict.state;
    if (verdict.takeBack && before) restoreField(before);
    if (verdict.takeBack && focused instanceof HTMLElement && focused !== document.activeElement) {
      focused.focus({ preventScroll: true });
    }
    if (verdict.release.length > 0) focused = document.activeElement;
    const typed = typeKeys(verdict.release);
    // Where the first key was held as well, this is when the field has begun to change.
    if (verdict.release.length > 0 && run?.first == null) before = typed;
    if (verdict.scan !== null && !takesSecret(document.activeElement)) onScan(verdict.scan);
    if (verdict.begins) before = lookAtField(document.activeElement);
    clearTimeout(timer);
    waitForEnd();
    return verdict.hold;
  };
  const waitForEnd = (): void => {
    const due = deadlineOf(state, settings());
    if (due === null) return;
    timer = setTimeout(() => endAfter(due), Math.max(0, due - performance.now()) + 1);
  };
  // A page that was busy has keys waiting that came in time: they go first.
  const endAfter = (due: number): void => {
    const late = performance.now() - due > settings().gapMs;
    timer = setTimeout(() => act(endRun(state, settings(), performance.now())), late ? settings().gapMs : 0);
  };
  const stop = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onDown = (event: KeyboardEvent): void => {
    if (isSentOn(event)) return;
    const verdict = keyDown(state, toKey(event), settings());
    if (!act(verdict)) return;
    heldCodes.add(event.code);
    stop(event);
  };
  const onUp = (event: KeyboardEvent): void => {
    act(keyUp(state, { key: event.key, at: event.timeStamp }, settings()));
    if (heldCodes.delete(event.code)) stop(event);
  };
  const end = (): void => {
    if (state.run !== null) act(endRun(state, settings(), performance.now()));
    heldCodes.clear();
  };
  const options = { capture: true };
  window.addEventListener('keydown', onDown, options);
  window.addEventListener('keyup', onUp, options);
  window.addEventListener('pointerdown', end, options);
  window.addEventListener('blur', end);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onDown, options);
    window.removeEventListener('keyup', onUp, options);
    window.removeEventListener('pointerdown', end, options);
    window.removeEventListener('blur', end);
  };
}

function toKey(event: KeyboardEvent): DetectorKey {
  return {
    key: event.key,
    code: event.code,
    shift: event.shiftKey,
    ctrl: event.ctrlKey && !event.getModifierState('AltGraph'),
    alt: event.altKey && !event.getModifierState('AltGraph'),
    meta: event.metaKey,
    at: event.timeStamp,
    typing: takesText(document.activeElement),
    repeat: event.repeat,
    // 229 is how an input method says that the key is its own.
    composing: event.isComposing || event.key === 'Process' || event.keyCode === 229,
  };
}
