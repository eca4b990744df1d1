import { randomInt } from 'node:crypto';
import { type JsonObject, isText, isWholeNumber, member, memberOrNull } from '../json-value.ts';

/** Where to post, and how badly the network treats what is posted. Times are real milliseconds. */
export interface PostSettings {
  /** On this computer only. */
  readonly url: string;
  /** How long after the change it is told. */
  readonly delayMs: number;
  /** How often each is told. */
  readonly times: number;
  /** So many are held back, while more keep coming, and told in random order; 1: in the order of the changes. */
  readonly shuffle: number;
  /** The same seed gives the same order. */
  readonly seed: number;
  /** The pause before the first retry; each further one doubles it. */
  readonly retryMs: number;
}

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

function readUrl(body: JsonObject): string {
  const url = member(body, 'url', isText, 'url: where to post to');
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'http:' || !loopbackNames.has(parsed.hostname) || parsed.username !== '') {
    throw new Error('url: http and on this computer (127.0.0.1, localhost or [::1])');
  }
  return url;
}

function within(body: JsonObject, name: string, absent: number, least: number, most: number): number {
  const value = memberOrNull(body, name, isWholeNumber) ?? absent;
  if (value >= least && value <= most) return value;
  throw new Error(`${name}: a number from ${least} to ${most}`);
}

/** Reads a seed; one is made up when there is none. */
export function readSeed(body: JsonObject): number {
  return within(body, 'seed', randomInt(0x1_0000_0000), 0, 0xffff_ffff);
}

/** Reads an order of the control API. Throws an Error that says what is wrong with it. */
export function readPostSettings(body: JsonObject): PostSettings {
  return {
    url: readUrl(body),
    delayMs: within(body, 'delayMs', 0, 0, 3_600_000),
    times: within(body, 'times', 1, 1, 100),
    shuffle: within(body, 'shuffle', 1, 1, 1000),
    seed: readSeed(body),
    retryMs: within(body, 'retryMs', 1000, 0, 60_000),
  };
}
