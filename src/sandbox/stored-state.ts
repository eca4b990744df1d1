import { type CardSnapshot, firstCardSnapshot, readCardSnapshot } from './card-issuer/books.ts';
import { type GatewaySnapshot, firstGatewaySnapshot, readGatewaySnapshot } from './checkout-gateway/books.ts';
import { type FourPaySnapshot, emptyFourPaySnapshot, readFourPaySnapshot } from './fourpay-online/books.ts';
import { isJsonObject, isWholeNumber, member, memberOrNull } from './json-value.ts';
import type { StateFile } from './state-file.ts';

/** What survives a restart. Switches and faults do not: they belong to the process. */
export interface StoredState {
  readonly version: 1;
  /** The port of the last run; null before the first. */
  readonly port: number | null;
  readonly clockOffsetMs: number;
  readonly fourPayOnline: FourPaySnapshot;
  readonly checkoutGateway: GatewaySnapshot;
  readonly cardIssuer: CardSnapshot;
}

function emptyState(nowMs: number): StoredState {
  return {
    version: 1,
    port: null,
    clockOffsetMs: 0,
    fourPayOnline: emptyFourPaySnapshot,
    checkoutGateway: firstGatewaySnapshot(nowMs),
    cardIssuer: firstCardSnapshot(nowMs),
  };
}

function parseState(value: unknown, nowMs: number): StoredState {
  if (!isJsonObject(value) || value['version'] !== 1) throw new Error('not a state file of this version');
  return {
    version: 1,
    port: memberOrNull(value, 'port', isWholeNumber),
    clockOffsetMs: member(value, 'clockOffsetMs', isWholeNumber),
    fourPayOnline: readFourPaySnapshot(value['fourPayOnline']),
    checkoutGateway: readGatewaySnapshot(value['checkoutGateway'], nowMs),
    cardIssuer: readCardSnapshot(value['cardIssuer'], nowMs),
  };
}

/** Reads the state; a damaged file is set aside under another name and the books start empty. */
export function loadState(file: StateFile | null, nowMs: number): StoredState {
  if (file === null) return emptyState(nowMs);
  try {
    const value = file.read();
    return value === undefined ? emptyState(nowMs) : parseState(value, nowMs);
  } catch {
    file.setAside(nowMs);
    return emptyState(nowMs);
  }
}
