/**
 * Keeps secrets out of text that leaves the program (SEC-7).
 *
 * Known values are replaced wherever they stand, raw, inside JSON, URL-encoded or in base64; what merely looks like a
 * credential (authorization headers, keys, JSON web tokens, URLs with a signature) is replaced by its shape,
 * because an error of a library may quote a header that we never passed to the log.
 */
export interface Redactor {
  /** Remembers a secret value from now on. Values shorter than 6 characters are not worth hiding. */
  learn(secret: string): void;
  redact(text: string): string;
}

const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer [hidden]'],
  [/\bBasic\s+[\w+/=-]{8,}/gi, 'Basic [hidden]'],
  [/\bpk_[a-z]+_[\w-]+/gi, '[hidden key]'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[hidden token]'],
  // Backslashes stand before the quotes where JSON is quoted in JSON.
  [
    /((?:x-api-key|authorization|x-api-token|password|secret)\\*"?\s*[:=]\s*\\*"?)[^\s",}\\]+/gi,
    '$1[hidden]',
  ],
  [/([?&#](?:token|signature|expires|key|jwt)=)[^&\s"']+/gi, '$1[hidden]'],
  [/(https?:\/\/[^\s"']{0,1000}?\/pay\/)[^\s"']+/gi, '$1[hidden]'],
];

const SHORTEST = 6;

export function createRedactor(): Redactor {
  /** The longest first: a secret that begins with another one must not leave its end behind. */
  let known: readonly string[] = [];
  return {
    learn: (secret) => {
      if (secret.length < SHORTEST) return;
      const forms = new Set([...known, ...formsOf(secret)]);
      if (forms.size > known.length) known = [...forms].sort((a, b) => b.length - a.length);
    },
    redact: (text) => {
      let clean = text;
      for (const secret of known) clean = clean.replaceAll(secret, '[hidden]');
      for (const [shape, replacement] of SHAPES) clean = clean.replace(shape, replacement);
      return clean;
    },
  };
}

/** How a value may stand in a line of a log. */
function formsOf(secret: string): readonly string[] {
  const quoted = inJson(secret);
  return [
    secret,
    quoted,
    inJson(quoted),
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
