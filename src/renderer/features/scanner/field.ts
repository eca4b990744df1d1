import { type KeyPress, typedText } from './key-text.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A field as it was before a key went into it. */
export interface FieldBefore {
  readonly field: TextField | HTMLSelectElement;
  readonly value: string;
  readonly selection: readonly [start: number, end: number] | null;
}

const NOT_TEXT: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

/** Whether keys with a character go into what has the focus. */
export function takesText(target: Element | null): boolean {
  if (target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return isTextField(target);
}

function isTextField(target: Element | null): target is TextField {
  if (target instanceof HTMLTextAreaElement) return !target.readOnly && !target.disabled;
  return (
    target instanceof HTMLInputElement && !NOT_TEXT.has(target.type) && !target.readOnly && !target.disabled
  );
}

/** Whether a scan is of no use here: what is typed is a secret, and a scan is none. */
export function takesSecret(target: Element | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'password';
}

/** What the focused field is now; null where there is none. */
export function lookAtField(target: Element | null): FieldBefore | null {
  if (target instanceof HTMLSelectElement) return { field: target, value: target.value, selection: null };
  return isTextField(target) ? { field: target, value: target.value, selection: selectionOf(target) } : null;
}

/** Numbers and dates have no selection, and say so by null. */
function selectionOf({ selectionStart, selectionEnd }: TextField): FieldBefore['selection'] {
  return selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd];
}

/** Takes out again what has gone into a field since. */
export function restoreField({ field, value, selection }: FieldBefore): void {
  if (!field.isConnected || field.value === value) return;
  if (field instanceof HTMLSelectElement) {
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return;
  }
  writeField(field, value, selection);
}

/**
 * Keys that were held back reach what has the focus now, as if they came just now.
 * @returns the field that got them as it was before; null where none did
 */
export function typeKeys(presses: readonly KeyPress[]): FieldBefore | null {
  let before: FieldBefore | null = null;
  for (const press of presses) {
    const target = document.activeElement ?? document.body;
    // Where no field waits for it, the screen may have a use for the key: the search takes the focus by it.
    if (!isTextField(target) && !announce(target, press)) continue;
    const field = document.activeElement;
    if (!isTextField(field)) continue;
    before ??= lookAtField(field);
    insert(field, typedText(press));
  }
  return before;
}

const ours = new WeakSet<Event>();

/** Whether a key is one of those that `typeKeys` sends on. */
export function isSentOn(event: Event): boolean {
  return ours.has(event);
}

/** @returns false when the screen has done with the key what was to be done */
function announce(target: Element, { key, code, shift, ctrl, alt, meta }: KeyPress): boolean {
  const event = new KeyboardEvent('keydown', {
    key,
    code,
    shiftKey: shift,
    ctrlKey: ctrl,
    altKey: alt,
    metaKey: meta,
    bubbles: true,
    cancelable: true,
  });
  ours.add(event);
  return target.dispatchEvent(event);
}

function insert(field: TextField, text: string): void {
  const [start, end] = selectionOf(field) ?? [field.value.length, field.value.length];
  const room = field.maxLength < 0 ? text.length : field.maxLength - (field.value.length - (end - start));
  const added = text.slice(0, Math.max(0, room));
  if (added === '') return;
  const caret = start + added.length;
  writeField(field, field.value.slice(0, start) + added + field.value.slice(end), [caret, caret], added);
}

/** React keeps a field's value to itself: it sees a change only past its own setter. */
function writeField(
  field: TextField,
  value: string,
  selection: FieldBefore['selection'],
  added: string | null = null,
): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, value);
  if (selection !== null && selectionOf(field) !== null) field.setSelectionRange(...selection);
  const inputType = added === null ? 'historyUndo' : 'insertText';
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data: added }));
  // What the screen makes of a value may move the caret; here it belongs where typing goes on.
  if (selection !== null && document.activeElement === field && field.value === value) {
    if (selectionOf(field) !== null) field.setSelectionRange(...selection);
  }
}
