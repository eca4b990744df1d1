import { setImmediate as nextTurn } from 'node:timers/promises';

/** Cleans a text that comes from outside before anybody sees it. */
export type Clean = (text: string) => string;

/**
 * Keeps what signs our calls out of what the provider says (SEC-7): it may quote what it was sent, in a complaint,
 * a header or a row.
 */
export interface Secrets {
  /** A key or a token: hidden wherever it stands. */
  learn(secret: string): void;
  /**
   * A login or a password: hidden in texts for people alone. It may be any word, and taking that out of everything
   * would blind the till.
   */
  learnWord(secret: string): void;
  /** Cleans the data of an answer: whatever is not a secret stays as it is. */
  inData(text: string): string;
  /** The same for megabytes, secret after secret: others have their turns in between. */
  inLargeData(text: string): Promise<string>;
  /** Cleans a text for people: payer URLs and JSON web tokens go too, since whoever has them may pay. */
  inText(text: string): string;
}

/** How many tokens are remembered: a session brings two with every refresh, all day long. */
const TOKENS_KEPT = 64;
const SHORTEST_TOKEN = 8;
const SHORTEST_WORD = 4;
/** More than is ever shown of a text. Patterns see no more of it: it may be a megabyte, made to keep them busy. */
const TEXT_MAX = 2000;

const TOKEN = /eyJ[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]*)?/g;
const ADDRESS = /(https?:\/\/[^\s"'<>/?#]+)[/?#][^\s"'<>]*/gi;
/** A payer page without its host: whoever knows the provider can fill that in. */
const PAYER_PATH = /\/(?:pay|checkout)\/[^\s"'<>]+/gi;
/** What signs an address, without the rest of it. */
const SIGNATURE = /\b(signature=)[^\s"'<>&]+/gi;

/** @param tell told of each secret once, before it is used, so that the log hides it too */
export function createSecrets(tell: (secret: string) => void = () => {}): Secrets {
  const words = new Set<string>();
  let tokens: readonly string[] = [];

  // The longest first: a secret that begins with another one must not leave its end behind.
  const inOrder = (secrets: readonly string[]): readonly string[] =>
    [...secrets].sort((a, b) => b.length - a.length);
  const hide = (text: string, secrets: readonly string[]): string =>
    inOrder(secrets).reduce((clean, secret) => clean.replaceAll(secret, '[hidden]'), text);
  const learnWord = (secret: string): void => {
    if (words.has(secret) || secret.length < SHORTEST_WORD) return;
    tell(secret);
    words.add(secret);
    words.add(encodeURIComponent(secret));
  };
  return {
    learn: (secret) => {
      if (secret.length < SHORTEST_TOKEN) learnWord(secret);
      else if (!tokens.includes(secret)) {
        tell(secret);
        tokens = [...tokens, secret].slice(-TOKENS_KEPT);
      }
    },
    learnWord,
    inData: (text) => hide(text, tokens),
    inLargeData: async (text) => {
      let clean = text;
      for (const token of inOrder(tokens)) {
        clean = clean.replaceAll(token, '[hidden]');
        await nextTurn();
      }
      return clean;
    },
    inText: (text) =>
      hide(text, [...tokens, ...words])
        .slice(0, TEXT_MAX)
        .replace(TOKEN, '[hidden]')
        .replace(ADDRESS, '$1/[hidden]')
        .replace(PAYER_PATH, '/[hidden]')
        .replace(SIGNATURE, '$1[hidden]'),
  };
}
