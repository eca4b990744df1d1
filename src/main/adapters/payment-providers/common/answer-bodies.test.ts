import { describe, expect, test } from 'vitest';
import { readClean } from './answer-bodies.ts';
import { createSecrets, type Secrets } from './secrets.ts';

const TOKEN = 'tok/en-7f3a';

function learned(...tokens: readonly string[]): Secrets {
  const secrets = createSecrets();
  for (const token of tokens) secrets.learn(token);
  return secrets;
}

/** The same answer, small and as a list of a megabyte. */
const SIZES = [
  ['small', ''],
  ['large', 'Двойной эспрессо, '.repeat(60_000)],
] as const;

describe.each(SIZES)('SEC-7 a %s answer', (_, filling) => {
  test('loses what signs our calls, raw or escaped, in members and in their names', async () => {
    const body = `{"quoted":["${TOKEN}"],"escaped":{"a":"x tok\\/en-7f3a"},"\\u0074ok/en-7f3a":1,"left":"${filling}\\n"}`;
    expect(await readClean(body, learned(TOKEN))).toEqual({
      quoted: ['[hidden]'],
      escaped: { a: 'x [hidden]' },
      '[hidden]': 1,
      left: `${filling}\n`,
    });
  });

  test('loses the longer of two secrets whole', async () => {
    const body = JSON.stringify({ quoted: `${TOKEN}-more`, filling });
    expect(await readClean(body, learned(TOKEN, `${TOKEN}-more`))).toEqual({ quoted: '[hidden]', filling });
  });

  test('without a secret stays as it is, escaped or not', async () => {
    const value = { text: `"${filling}"\n\u2028\\`, list: [1, null, true, { '': '' }] };
    expect(await readClean(JSON.stringify(value), learned(TOKEN))).toEqual(value);
  });
});

test('what is no JSON is undefined', async () => {
  expect(await readClean('{"a":', learned(TOKEN))).toBeUndefined();
});

describe('T-8 an answer that was made to exhaust its reader', () => {
  test.each(['', '"\\n",', '"tok\\/en-7f3a",'])('nested without an end, after %j', async (first) => {
    const body = `[${first}${'['.repeat(200_000)}${']'.repeat(200_000)}]`;
    expect(Array.isArray(await readClean(body, learned(TOKEN)))).toBe(true);
  });

  test('with more members than a call takes arguments', async () => {
    const members = Object.fromEntries(Array.from({ length: 200_000 }, (_, key) => [`k${key}`, '\n']));
    expect(await readClean(JSON.stringify(members), learned(TOKEN))).toEqual(members);
  });
});
