/** In UTF-16 units; the wire's own limit is 255. */
const NAME_MAX = 200;

/** An ending that is kept when the rest is cut. */
const ENDING_MAX = 20;

/** Separators of both kinds of systems, and what none of them, or not all, takes in a name. */
const FORBIDDEN = /[<>:"|?*]/g;

/** Controls, and the marks that turn the direction of writing: `cod.exe` must not read as `exe.doc`. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\ufeff]/gu;

/** What Windows takes for a device, whatever ending follows. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A file's name as a person may read it and any system may save it: the last part of what was given, on one line, at
 * most 200 units long with its ending kept. Never empty, never a path, never hidden. It is only shown and suggested:
 * on the till's own disk files have names of ours.
 */
export function cleanFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = trim(last.normalize('NFC').replace(INVISIBLE, '').replace(FORBIDDEN, '_'));
  const name = trim(shorten(plain));
  if (name === '') return 'file';
  return DEVICE.test(name) ? `_${name}` : name;
}

function trim(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, '');
}

function shorten(name: string): string {
  if (name.length <= NAME_MAX) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= ENDING_MAX ? name.slice(dot) : '';
  const stem = name.slice(0, NAME_MAX - ending.length);
  // A pair that was cut in half is no character any more.
  return stem.replace(/[\ud800-\udbff]$/, '') + ending;
}
