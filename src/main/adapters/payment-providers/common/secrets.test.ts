import { describe, expect, test } from 'vitest';
import { createSecrets } from './secrets.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTUyNTcwMDB9.c2lnbmF0dXJl';

describe('SEC-7 texts for people', () => {
  test.each([
    ['a token', (all: ReturnType<typeof createSecrets>) => all.learn('token-123456'), 'Unknown token-123456'],
    ['a password', (all: ReturnType<typeof createSecrets>) => all.learnWord('hunter2'), 'Wrong hunter2'],
    [
      'a login in an address',
      (all: ReturnType<typeof createSecrets>) => all.learnWord('a+b@c.test'),
      'q=a%2Bb%40c.test',
    ],
    ['a token that nobody learned', () => {}, `The token ${JWT} is over`],
    ['a token without its signature', () => {}, JWT.split('.').slice(0, 2).join('.')],
    ['an address that may be paid at', () => {}, 'See https://pay.example/hosted/k3y?s=1 again'],
  ])('%s is hidden', (_, learn, said) => {
    const secrets = createSecrets();
    learn(secrets);
    const clean = secrets.inText(said);
    expect(clean).toContain('[hidden]');
    for (const part of ['token-123456', 'hunter2', 'a%2Bb', 'eyJ', 'k3y']) expect(clean).not.toContain(part);
  });

  test('what is no secret is still said', () => {
    const secrets = createSecrets();
    secrets.learnWord('hunter2');
    expect(secrets.inText('amount must be more than 0 (see https://4pay.online)')).toBe(
      'amount must be more than 0 (see https://4pay.online)',
    );
  });

  test('a secret that begins with another one does not leave its end behind', () => {
    const secrets = createSecrets();
    secrets.learnWord('short');
    secrets.learn('short-and-long');
    expect(secrets.inText('short-and-long')).toBe('[hidden]');
  });
});

describe('data', () => {
  test('is cleaned of tokens, and left whole where a password is a word of the protocol', () => {
    const secrets = createSecrets();
    secrets.learn('token-123456');
    secrets.learnWord('charged');
    expect(secrets.inData('{"status":"charged","by":"token-123456"}')).toBe(
      '{"status":"charged","by":"[hidden]"}',
    );
  });

  test('keeps payer URLs, which are what was asked for', () => {
    const url = `{"widget_url":"https://pay.example/${JWT}"}`;
    expect(createSecrets().inData(url)).toBe(url);
  });

  test('is not torn apart by a token that is a word', () => {
    const secrets = createSecrets();
    secrets.learn('id');
    expect(secrets.inData('{"id":1}')).toBe('{"id":1}');
  });
});

test('SEC-7 the path of a payer page goes from texts for people, also without its host', () => {
  const { inText } = createSecrets();
  expect(inText('No /pay/link/55092b56-3597 or "/pay/hosted/eyJ"')).toBe('No /[hidden] or "/[hidden]"');
  expect(inText('No /checkout/55092b56-3597?expires=1&signature=ab')).toBe('No /[hidden]');
  expect(inText('expires=1&signature=ab12 is wrong')).toBe('expires=1&signature=[hidden] is wrong');
  expect(inText('POST /api/v1/links')).toBe('POST /api/v1/links');
  expect(inText('POST /api/payment/checkout')).toBe('POST /api/payment/checkout');
});

test('the log is told of each secret once', () => {
  const told: string[] = [];
  const secrets = createSecrets((secret) => told.push(secret));
  for (let round = 0; round < 2; round++) {
    secrets.learn('token-123456');
    secrets.learnWord('till@sandbox.test');
  }
  expect(told).toEqual(['token-123456', 'till@sandbox.test']);
});

test('tokens of hours ago are still known, and those of days ago do not pile up', () => {
  const secrets = createSecrets();
  for (let number = 0; number < 10_000; number++) secrets.learn(`token-${number}-x`);
  expect(secrets.inText('token-9999-x token-9950-x')).toBe('[hidden] [hidden]');
  expect(secrets.inText('token-1-x')).toBe('token-1-x');
});
