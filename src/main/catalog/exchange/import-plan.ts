import { currencyExponent } from '../../../domain/currency.ts';
import type { ExchangeParts } from './exchange-service.ts';
import type { OpenImport } from './import-state.ts';
import type { PlanInput } from './planning/plan-job.ts';

/** What the dry run of an import works on. */
export function planInput(parts: ExchangeParts, { view, files }: OpenImport): PlanInput {
  const { source, options } = view;
  if (!source) throw new Error('An import without a source cannot be planned');
  return {
    path: files.source,
    staging: files.staging,
    catalogue: parts.files.path,
    format: source.format,
    headers: source.headers,
    mapping: source.mapping,
    options,
    currency: parts.currency,
    exponent: currencyExponent(parts.currency),
    taxRates: parts.taxRates(),
    nowMs: parts.clock.now(),
  };
}
