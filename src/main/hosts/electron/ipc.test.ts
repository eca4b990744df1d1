import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { envelopeSchema, REQUEST_MAX_BYTES } from '../../../contract/envelope.ts';
import {
  app,
  BrowserWindow,
  invokeAs,
  ipcMain,
  resetElectron,
  type Sender,
  session,
  StandInFrame,
} from '../../../../test/electron-stand-in/electron.ts';
import { createFakeTill, type FakeTill } from '../../../../test/electron-stand-in/fake-till.ts';
import { type RecordedLog, recordedLog } from '../../../../test/electron-stand-in/recorded-log.ts';
import { serveIpc } from './ipc.ts';
import { createTillWindows } from './window.ts';

const CHANNEL = 'tillink:request';
const MARK = 'canary-7f3a';

let till: FakeTill;
let log: RecordedLog;
let window: BrowserWindow;
let ours: Sender;
let stop: () => void;

beforeEach(async () => {
  resetElectron();
  await app.whenReady();
  session.defaultSession.protocol.handle('app', () => new Response('page'));
  till = createFakeTill();
  log = recordedLog();
  const windows = createTillWindows({ preload: '', production: true, log, onScreenFailing: () => {} });
  stop = serveIpc({ till, windows, log });
  windows.open();
  const [first] = BrowserWindow.getAllWindows();
  if (!first) throw new Error('no window');
  window = first;
  ours = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
});

async function ask(from: Sender, ...args: unknown[]): Promise<unknown> {
  const reply = await invokeAs(from, CHANNEL, ...args);
  envelopeSchema.parse(reply);
  return reply;
}

test('SEC-4 our own page is answered', async () => {
  expect(await ask(ours, { op: 'app.status', input: {} })).toEqual({
    ok: true,
    value: { op: 'app.status', input: {} },
  });
});

describe('SEC-4 a foreign sender gets FORBIDDEN, the till is not asked, and the log says nothing of it', () => {
  const other = (): BrowserWindow['webContents'] => new BrowserWindow().webContents;
  const framed = (url: string): Sender => {
    const senderFrame = new StandInFrame(window.webContents, url);
    window.webContents.mainFrame = senderFrame;
    return { sender: window.webContents, senderFrame };
  };
  const detached = (): Sender => {
    window.webContents.mainFrame.detached = true;
    return ours;
  };
  const destroyed = (): Sender => {
    window.webContents.mainFrame.destroy();
    return ours;
  };
  const throwing = (): Sender => ({
    sender: window.webContents,
    get senderFrame(): StandInFrame {
      throw new Error('Render frame was disposed');
    },
  });
  const closed = (): Sender => {
    new BrowserWindow();
    window.destroy();
    return { sender: window.webContents, senderFrame: new StandInFrame(window.webContents, 'app://till/') };
  };
  const senders: readonly (readonly [string, () => Sender])[] = [
    ['no frame', () => ({ sender: window.webContents, senderFrame: null })],
    ['an undefined frame', () => ({ sender: window.webContents, senderFrame: undefined })],
    ['a frame whose property throws', throwing],
    ['a destroyed frame', destroyed],
    ['a detached frame', detached],
    [
      'a subframe of our page',
      () => ({
        sender: window.webContents,
        senderFrame: new StandInFrame(window.webContents, 'app://till/', window.webContents.mainFrame),
      }),
    ],
    [
      'the main frame of another window',
      () => {
        const sender = other();
        sender.mainFrame = new StandInFrame(sender, 'app://till/');
        return { sender, senderFrame: sender.mainFrame };
      },
    ],
    ['our frame with another sender', () => ({ sender: other(), senderFrame: window.webContents.mainFrame })],
    ['a closed window', closed],
    ...[
      '',
      'about:blank',
      'https://till/',
      'app://tills/',
      'app://till.example.org/',
      'app://till:80/',
      'app://user@till/',
      'app:till/',
      'xapp://till/',
      'file:///app://till/',
      'data:text/html,app://till/',
      'blob:app://till/1',
    ].map((url) => [`our window showing "${url}"`, () => framed(url)] as const),
  ];

  test.each(senders)('%s', async (_what, sender) => {
    const reply = await ask(sender(), { op: 'app.status', input: { secret: MARK } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN', category: 'forbidden' } });
    expect(JSON.stringify(reply)).not.toContain(MARK);
    expect(till.requests).toEqual([]);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).not.toContain(MARK);
  });
});

describe('SEC-4 whatever the value is, an envelope answers', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const holes: unknown[] = [];
  holes.length = 4_294_967_295;
  let deep: unknown = 1;
  for (let level = 0; level < 1_000; level += 1) deep = [deep];
  const wide = 'x'.repeat(REQUEST_MAX_BYTES);
  const values: readonly (readonly [string, unknown, string])[] = [
    ['undefined', undefined, 'INVALID_INPUT'],
    ['a bigint', 1n, 'INVALID_INPUT'],
    ['a bigint inside', { op: 'x', input: { n: 1n } }, 'INVALID_INPUT'],
    ['a date', { op: 'x', input: new Date(0) }, 'INVALID_INPUT'],
    ['a map', new Map([[1, 2]]), 'INVALID_INPUT'],
    ['a set', new Set([1]), 'INVALID_INPUT'],
    ['bytes', new Uint8Array(10_000_000), 'INVALID_INPUT'],
    ['a buffer', new ArrayBuffer(8), 'INVALID_INPUT'],
    ['an error', new Error(MARK), 'INVALID_INPUT'],
    ['a regular expression', /x/, 'INVALID_INPUT'],
    ['a cycle', cycle, 'REQUEST_TOO_LARGE'],
    ['four thousand million holes', holes, 'REQUEST_TOO_LARGE'],
    ['holes inside', { op: 'x', input: { holes } }, 'REQUEST_TOO_LARGE'],
    ['one byte too much', wide.slice(1), 'REQUEST_TOO_LARGE'],
    ['many small things', Array.from({ length: 40_000 }, () => 1), 'REQUEST_TOO_LARGE'],
    ['too many bytes in few letters', '₽'.repeat(REQUEST_MAX_BYTES / 2), 'REQUEST_TOO_LARGE'],
    ['escapes that grow', '\u0001'.repeat(REQUEST_MAX_BYTES / 4), 'REQUEST_TOO_LARGE'],
    ['a long name', { [wide]: 1 }, 'REQUEST_TOO_LARGE'],
  ];

  test.each(values)('%s', async (_what, value, code) => {
    expect(await ask(ours, value)).toMatchObject({ ok: false, error: { code } });
    expect(till.requests).toEqual([]);
  });

  test('deep nesting is carried to the dispatcher, which knows what to say', async () => {
    expect(await ask(ours, deep)).toMatchObject({ ok: true });
  });

  test('exactly the limit is carried', async () => {
    expect(await ask(ours, wide.slice(2))).toMatchObject({ ok: true });
  });

  test('no argument at all, and one too many', async () => {
    expect(await ask(ours)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    expect(await ask(ours, { op: 'a' }, { op: 'b' })).toEqual({ ok: true, value: { op: 'a' } });
  });

  test('members named like Object’s own stay data', async () => {
    await ask(ours, JSON.parse('{"op":"x","input":{"__proto__":{"admin":true},"constructor":1}}'));
    expect(JSON.stringify(till.requests[0])).toBe(
      '{"op":"x","input":{"__proto__":{"admin":true},"constructor":1}}',
    );
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  test('anything that a page can send', async () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
      withObjectString: true,
    });
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        await ask(ours, value);
      }),
      { numRuns: 500 },
    );
  });

  test('a JSON value reaches the dispatcher as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
        till.requests.length = 0;
        await ask(ours, value);
        expect(till.requests).toEqual([JSON.parse(JSON.stringify(value))]);
      }),
    );
  });
});

test('SEC-4 a dispatcher that rejects is answered INTERNAL, without its words', async () => {
  till.answer = async () => {
    throw new Error(MARK);
  };
  const reply = await ask(ours, { op: 'x' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(JSON.stringify(reply) + log.lines.join()).not.toContain(MARK);
});

test('SEC-4 events go to our windows alone, and one that dies does not stop them', async () => {
  const heard: unknown[] = [];
  window.webContents.mainFrame.messages.on('tillink:event', (_event, value) => heard.push(value));
  const foreign = new BrowserWindow();
  foreign.webContents.mainFrame.messages.on('tillink:event', (_event, value) => heard.push(value));
  till.emit({ name: 'app.changed', payload: {} });
  await Promise.resolve();
  expect(heard).toEqual([{ name: 'app.changed', payload: {} }]);
  window.webContents.simulateCrash('crashed');
  window.destroy();
  expect(() => till.emit({ name: 'app.changed', payload: {} })).not.toThrow();
  expect(heard).toHaveLength(1);
});

test('SEC-4 a window that cannot be told is logged and does not stop the till', () => {
  window.webContents.send = () => {
    throw new TypeError('Object has been destroyed');
  };
  expect(() => till.emit({ name: 'app.changed', payload: {} })).not.toThrow();
  expect(log.lines).toEqual(['warn A window could not be told of an event {"event":"app.changed"}']);
});

test('stopping frees the channel and the subscription', () => {
  stop();
  expect(ipcMain.channels()).toEqual([]);
  expect(till.listeners.size).toBe(0);
});
