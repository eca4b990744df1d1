import { parseJson } from './error-bodies.ts';
import type { Secrets } from './secrets.ts';

/** From so many characters on others have a turn while a body is cleaned. */
const LARGE = 256 * 1024;

/** No answer is nested deeper; one that is was made to exhaust whoever reads it. */
const DEPTH_MAX = 64;

/**
 * Reads the JSON of an answer, without what signs our calls (SEC-7); undefined where it is none, or none that can be
 * read. JSON may escape what is hidden (a slash, any letter): its strings are cleaned as they read, too.
 * @param parse undefined for what is no JSON
 */
export async function readClean(
  body: string,
  secrets: Secrets,
  parse: (text: string) => unknown = parseJson,
): Promise<unknown> {
  const hide = (text: string): string | Promise<string> =>
    text.length > LARGE ? secrets.inLargeData(text) : secrets.inData(text);
  const clean = await hide(body);
  const parsed = parse(clean);
  if (parsed === undefined || !clean.includes('\\')) return parsed;
  const read = textsOf(parsed).join('\n');
  return (await hide(read)) === read ? parsed : hideInside(parsed, secrets.inData);
}

/** Every string of a value, and every name of a member. */
function textsOf(value: unknown): readonly string[] {
  const texts: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') texts.push(next);
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, member] of Object.entries(next)) {
      texts.push(name);
      waiting.push(member);
    }
  }
  return texts;
}

function hideInside(value: unknown, hide: (text: string) => string, depth = 0): unknown {
  if (depth > DEPTH_MAX) return undefined;
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || value === null) return value;
  const inside = (member: unknown): unknown => hideInside(member, hide, depth + 1);
  if (Array.isArray(value)) return value.map(inside);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [hide(name), inside(member)]));
}
