import { isTypingTarget } from '../../components/use-shortcuts.ts';

/** Whether letters that are pressed go into a field; a tick takes none. */
export function takesLetters(target: EventTarget | null): boolean {
  return isTypingTarget(target) && !(target instanceof HTMLInputElement && target.type === 'checkbox');
}
