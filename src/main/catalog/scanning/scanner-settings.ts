import { AppError } from '../../../contract/errors.ts';
import { scannerSettingsSchema } from '../../../contract/scanning.ts';
import type { ScannerSettingsView } from '../../../contract/views.ts';
import { type InStoreRule, isInStoreRule, PLAIN_SCANNER } from '../../../domain/scan-code.ts';
import type { ScanningParts } from './scanning-parts.ts';

/** Under which fact they are kept. */
const KEPT = 'scanner';

/** How scanners of this shop send, and how the shop's own codes are read. */
export function readScannerSettings({ settings }: Pick<ScanningParts, 'settings'>): ScannerSettingsView {
  const kept = scannerSettingsSchema.safeParse(JSON.parse(settings.recall(KEPT) ?? 'null'));
  return kept.success ? kept.data : { ...PLAIN_SCANNER, rules: [] };
}

/** @throws AppError when a rule does not fill a code, or two are for the same prefix */
export function changeScannerSettings(
  parts: ScanningParts,
  wanted: ScannerSettingsView,
): ScannerSettingsView {
  checkRules(wanted.rules);
  parts.database.write((db) => {
    parts.settings.rememberIn(db, KEPT, JSON.stringify(wanted));
    parts.journal.append(db, {
      kind: 'settings.changed',
      subjectId: 'scanner',
      payload: { names: 'scanner', gap: wanted.gapMs, length: wanted.minLength, rules: wanted.rules.length },
    });
  });
  parts.events.emit({ name: 'settings.changed', payload: {} });
  return readScannerSettings(parts);
}

function checkRules(rules: readonly InStoreRule[]): void {
  rules.forEach((rule, index) => {
    const details = { field: `rules.${index}` };
    if (!isInStoreRule(rule)) {
      throw new AppError('INVALID_INPUT', 'The rule does not fill the twelve digits of a code', { details });
    }
    if (rules.findIndex(({ prefix }) => prefix === rule.prefix) !== index) {
      throw new AppError('INVALID_INPUT', 'There are two rules for one prefix', { details });
    }
  });
}
