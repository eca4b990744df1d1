/** The only two channels between the page and main; src/preload/bridge.ts repeats the names. */
export const REQUEST_CHANNEL = 'tillink:request';
export const EVENT_CHANNEL = 'tillink:event';
