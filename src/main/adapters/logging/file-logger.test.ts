import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { type FileLogger, openFileLogger } from './file-logger.ts';
import { createRedactor, type Redactor } from './redaction.ts';

function openLog(folder: string = temporaryFolder(), redactor: Redactor = createRedactor()) {
  const logger = openFileLogger(folder, redactor);
  onTestFinished(() => logger.close());
  const text = (): string => readFileSync(join(folder, 'till.log'), 'utf8');
  const lines = (): readonly Record<string, unknown>[] =>
    text()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { logger, folder, redactor, text, lines };
}

describe('the log', () => {
  test('is one JSON object a line, there as soon as it was said', () => {
    const { logger, lines } = openLog();
    logger.info('The till starts', { version: '0.1.0' });
    expect(lines()).toHaveLength(1);
    logger.warn('line\nbreak');
    logger.error('request failed', { op: 'sale.current', ms: 3 });
    expect(lines()).toMatchObject([
      { level: 30, msg: 'The till starts', version: '0.1.0' },
      { level: 40, msg: 'line\nbreak' },
      { level: 50, msg: 'request failed', op: 'sale.current', ms: 3 },
    ]);
    for (const { time } of lines()) expect(time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test('is continued by the next run', () => {
    const { logger, folder, lines } = openLog();
    logger.info('first');
    logger.close();
    openLog(folder).logger.info('second');
    expect(lines().map(({ msg }) => msg)).toEqual(['first', 'second']);
  });

  test('takes what cannot be written as JSON', () => {
    const { logger, lines } = openLog();
    const circle: Record<string, unknown> = { name: 'circle' };
    circle['self'] = circle;
    logger.info('odd', { circle, none: undefined, at: new Date(0) });
    expect(lines()).toMatchObject([{ msg: 'odd', at: '1970-01-01T00:00:00.000Z' }]);
  });

  test('closed twice and written to afterwards, it stays quiet', () => {
    const { logger, lines } = openLog();
    logger.info('before');
    logger.close();
    logger.close();
    logger.info('after');
    expect(lines().map(({ msg }) => msg)).toEqual(['before']);
  });
});

describe('rotation', () => {
  const LIMIT = 8 * 1024 * 1024;

  /** A log of this size, its first line told apart. */
  function grown(folder: string, bytes: number): void {
    writeFileSync(join(folder, 'till.log'), '{"msg":"old"}\n');
    truncateSync(join(folder, 'till.log'), bytes);
  }

  test('a log above the limit is set aside at the next start, in place of the one before', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'till.1.log'), 'oldest');
    grown(folder, LIMIT + 1);
    const { logger, lines } = openLog(folder);
    logger.info('new');
    expect(lines().map(({ msg }) => msg)).toEqual(['new']);
    expect(statSync(join(folder, 'till.1.log')).size).toBe(LIMIT + 1);
  });

  test('a log at the limit is continued', () => {
    const folder = temporaryFolder();
    grown(folder, LIMIT);
    openLog(folder).logger.info('new');
    expect(existsSync(join(folder, 'till.1.log'))).toBe(false);
    expect(statSync(join(folder, 'till.log')).size).toBeGreaterThan(LIMIT);
  });
});

describe('SEC-7 a secret never reaches the file', () => {
  const SECRET = 'MARK"key\\with/odd+chars=&%ю';

  const ways: readonly (readonly [string, (logger: FileLogger) => void])[] = [
    ['in the message', (logger) => logger.info(`refused: ${SECRET}`)],
    ['in a field', (logger) => logger.info('x', { note: SECRET })],
    ['as the name of a field', (logger) => logger.info('x', { [SECRET]: 1 })],
    ['deep inside', (logger) => logger.warn('x', { a: { b: [{ c: SECRET }] } })],
    ['in a stack', (logger) => logger.error('x', { stack: new Error(`header ${SECRET}`).stack })],
    ['in an error', (logger) => logger.error('x', { err: new Error(SECRET, { cause: new Error(SECRET) }) })],
    ['in a query', (logger) => logger.error('x', { url: `https://a/?k=${encodeURIComponent(SECRET)}` })],
    ['in a form', (logger) => logger.error('x', { form: new URLSearchParams({ k: SECRET }).toString() })],
    ['in base64', (logger) => logger.error('x', { data: Buffer.from(SECRET).toString('base64') })],
    [
      'in URL-safe base64',
      (logger) => logger.error('x', { data: Buffer.from(SECRET).toString('base64url') }),
    ],
    ['in JSON inside JSON', (logger) => logger.error('x', { answer: JSON.stringify({ key: SECRET }) })],
  ];

  test.each(ways)('%s', (_, say) => {
    const { logger, redactor, text } = openLog();
    redactor.learn(SECRET);
    say(logger);
    const written = text();
    expect(written).toContain('[hidden');
    expect(written).not.toContain('MARK');
    expect(written).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, 20));
    expect(written).not.toContain(Buffer.from(SECRET).toString('base64url').slice(0, 20));
  });

  test.each(['apiKey', 'password', 'token', 'payerUrl', 'authorization', 'headers', 'body'])(
    'a field named %s is hidden although nobody learnt its value',
    (field) => {
      const { logger, text, lines } = openLog();
      logger.info('x', { [field]: 'never-learnt' });
      logger.info('x', { inner: { [field]: 'never-learnt' } });
      expect(text()).not.toContain('never-learnt');
      expect(lines()).toHaveLength(2);
    },
  );
});
