import { AppError } from '../../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../../contract/operations.ts';
import type { ScannerSettingsView } from '../../../contract/views.ts';
import { lineOfSerial, type Sale } from '../../../domain/sale.ts';
import type { LineCode } from '../../../domain/sale-line.ts';
import { readScan, type Scan } from '../../../domain/scan-code.ts';
import { dayIn } from '../../shop-day.ts';
import { findScanned, type Scanned } from './find-scanned.ts';
import { lineOfScan } from './scan-line.ts';
import { changeScannerSettings, readScannerSettings } from './scanner-settings.ts';
import type { ScanningParts } from './scanning-parts.ts';

/** What becomes of a scanned code. */
export interface ScanningService {
  /**
   * Puts what was scanned on the sale in front, or changes nothing.
   * @throws AppError SCAN_UNKNOWN, SCAN_INVALID, SCAN_REPEATED, SCAN_EXPIRED, and what adding a line throws
   */
  scan(input: OperationParsed<'sale.scan'>): OperationOutput<'sale.scan'>;
  settings(): ScannerSettingsView;
  change(settings: ScannerSettingsView): ScannerSettingsView;
}

export function createScanning(parts: ScanningParts): ScanningService {
  return {
    scan: ({ code, allow }) => {
      const today = dayIn(parts.timeZone(), parts.clock.now());
      const { rules } = readScannerSettings(parts);
      const scan = readScan(code, rules, today);
      const scanned = findSold(parts, scan);
      const line = lineOfScan(scanned, { currency: parts.currency, rules });
      const { name } = scanned.product;
      return parts.sales.addScanned(line, (sale) => {
        if (!allow.includes('repeated')) refuseRepeated(sale, line.code, name);
        if (!allow.includes('expired')) refuseExpired(line.code, today, name);
      });
    },
    settings: () => readScannerSettings(parts),
    change: (settings) => changeScannerSettings(parts, settings),
  };
}

/** @throws AppError where nothing is found that may be sold */
function findSold({ catalog }: ScanningParts, scan: Scan): Scanned {
  const scanned = findScanned(catalog, scan);
  const details = { code: scan.text };
  if (scanned?.product.active) return scanned;
  if (scanned) {
    const { name } = scanned.product;
    throw new AppError('SCAN_UNKNOWN', 'The product is not sold any more', {
      details: { ...details, reason: 'inactive', name },
    });
  }
  if (scan.kind === 'invalid') {
    throw new AppError('SCAN_INVALID', 'The code was not read whole', {
      details: { ...details, reason: scan.reason },
    });
  }
  throw new AppError('SCAN_UNKNOWN', 'There is no such code in the catalogue', { details });
}

function refuseRepeated(sale: Sale, code: LineCode | null, name: string): void {
  const line = code && lineOfSerial(sale, code);
  if (!line) return;
  throw new AppError('SCAN_REPEATED', 'This very item is on the sale already', {
    details: { code: code.text, serial: code.serial ?? '', name },
  });
}

/** On its last day an item may still be sold. */
function refuseExpired(code: LineCode | null, today: string, name: string): void {
  const expiresOn = code?.expiresOn ?? null;
  if (code === null || expiresOn === null || expiresOn >= today) return;
  throw new AppError('SCAN_EXPIRED', 'The item has expired', {
    details: { code: code.text, expiresOn, name },
  });
}
