/** A scanner ends its burst of characters with Enter within this time; a person needs longer. */
const BURST_MS = 100;

/** Whether an Enter belongs to a scan, and not to a person who has read the screen. */
export function isScanEnd(lastCharacterAtMs: number | null, enterAtMs: number): boolean {
  return lastCharacterAtMs !== null && enterAtMs - lastCharacterAtMs < BURST_MS;
}
