import { currentFrame, runInFrame } from './world.ts';

/**
 * The border between preload and page: values are copied, functions are called across it, prototypes stay behind.
 */
export const contextBridge = {
  exposeInMainWorld(key: string, api: unknown): void {
    const frame = currentFrame();
    if (frame.mainWorld.has(key)) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    frame.mainWorld.set(
      key,
      carry(api, (run) => runInFrame(frame, run)),
    );
  },
};

/** Runs a function on the side where it was made. */
type Enter = (run: () => unknown) => unknown;

const stay: Enter = (run) => run();

/** Copies a value to the other side; its functions run where they came from. */
function carry(value: unknown, enter: Enter): unknown {
  if (typeof value === 'symbol') throw new Error('Symbols cannot cross the context bridge');
  if (typeof value === 'function') {
    return (...args: readonly unknown[]) =>
      carry(
        enter(() =>
          Reflect.apply(
            value,
            undefined,
            args.map((arg) => carry(arg, stay)),
          ),
        ),
        enter,
      );
  }
  if (value instanceof Promise) return value.then((result) => carry(result, enter));
  if (value instanceof Error) return new Error(value.message);
  if (Array.isArray(value)) return Object.freeze(value.map((item) => carry(item, enter)));
  if (typeof value === 'object' && value !== null) {
    return Object.freeze(
      Object.fromEntries(Object.entries(value).map(([name, member]) => [name, carry(member, enter)])),
    );
  }
  return value;
}
