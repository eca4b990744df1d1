import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { TaxSettingsView } from '../../contract/views.ts';
import { type LineTax, rateOn, type TaxRate, type TaxRule } from '../../domain/tax.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { dayIn } from '../shop-day.ts';
import { taxStore } from './tax-store.ts';

export interface TaxParts {
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly settings: Pick<SettingsService, 'recall' | 'rememberIn'>;
  /** IANA name. */
  readonly timeZone: () => string;
}

/** A rate as it is now; `basisPoints` null: exempt. */
export interface TaxToday {
  readonly id: string;
  readonly name: string;
  readonly basisPoints: number | null;
}

export interface TaxService {
  get(): TaxSettingsView;
  /** @throws AppError when the default is no active rate, an id or a date is there twice */
  change(settings: TaxSettingsView): TaxSettingsView;
  /** How a sale that begins now is taxed. */
  rule(): TaxRule;
  /** The tax of a line that is made now; null where none is shown. @param rateId null: the shop's usual rate */
  taxOf(db: ReadHandle, rateId: string | null): LineTax | null;
  exists(rateId: string): boolean;
  /** Rates in use that are valid today. */
  ratesToday(): readonly TaxToday[];
}

/** What is kept beside the rates. */
const KEPT = 'taxes';
const keptSchema = z.object({
  mode: z.enum(['included', 'added']),
  rounding: z.enum(['line', 'sale']),
  defaultRateId: z.string().nullable(),
});
type Kept = z.infer<typeof keptSchema>;
const NO_TAXES: Kept = { mode: 'included', rounding: 'line', defaultRateId: null };

export function createTaxes(parts: TaxParts): TaxService {
  const { database, settings } = parts;
  const { read } = database;
  const kept = (): Kept => {
    const parsed = keptSchema.safeParse(JSON.parse(settings.recall(KEPT) ?? 'null'));
    return parsed.success ? parsed.data : NO_TAXES;
  };
  const get = (): TaxSettingsView => ({
    ...kept(),
    rates: taxStore.rates(read).map(({ id, name, active }) => ({
      id,
      name,
      active: active === 1,
      versions: versionsOf(read, id),
    })),
  });
  return {
    get,
    change: (wanted) => {
      checkRates(wanted);
      database.write((db) => {
        saveRates(db, wanted);
        const { mode, rounding, defaultRateId } = wanted;
        settings.rememberIn(db, KEPT, JSON.stringify({ mode, rounding, defaultRateId }));
        parts.journal.append(db, {
          kind: 'settings.changed',
          subjectId: 'taxes',
          payload: { names: 'taxes', mode, rounding, default: defaultRateId, rates: wanted.rates.length },
        });
      });
      parts.events.emit({ name: 'settings.changed', payload: {} });
      return get();
    },
    rule: () => {
      const { mode, rounding } = kept();
      return { mode, rounding };
    },
    exists: (rateId) => taxStore.rate(read, rateId) !== undefined,
    ratesToday: () => {
      const today = dayIn(parts.timeZone(), parts.clock.now());
      return taxStore.rates(read).flatMap(({ id, name, active }): readonly TaxToday[] => {
        const basisPoints = rateOn({ versions: versionsOf(read, id) }, today);
        return active === 1 && basisPoints !== undefined ? [{ id, name, basisPoints }] : [];
      });
    },
    taxOf: (db, own) => {
      const rateId = own ?? kept().defaultRateId;
      const rate = rateId === null ? null : readRate(db, rateId);
      if (!rate) return null;
      const basisPoints = rateOn(rate, dayIn(parts.timeZone(), parts.clock.now()));
      return basisPoints === undefined ? null : { rateId: rate.id, name: rate.name, basisPoints };
    },
  };
}

function versionsOf(db: ReadHandle, rateId: string): TaxSettingsView['rates'][number]['versions'] {
  return taxStore
    .versions(db, rateId)
    .map(({ valid_from: validFrom, basis_points: basisPoints }) => ({ validFrom, basisPoints }));
}

function readRate(db: ReadHandle, id: string): TaxRate | null {
  const row = taxStore.rate(db, id);
  return row ? { id: row.id, name: row.name, versions: versionsOf(db, id) } : null;
}

function checkRates({ rates, defaultRateId }: TaxSettingsView): void {
  if (new Set(rates.map(({ id }) => id)).size !== rates.length) {
    throw new AppError('TAX_INVALID', 'A rate is there twice');
  }
  for (const { versions } of rates) {
    if (new Set(versions.map(({ validFrom }) => validFrom)).size !== versions.length) {
      throw new AppError('TAX_INVALID', 'A rate changes twice on the same day');
    }
  }
  if (defaultRateId !== null && !rates.some(({ id, active }) => id === defaultRateId && active)) {
    throw new AppError('TAX_INVALID', 'The default is none of the rates in use');
  }
}

/** A rate that is not named any more may stand on products and past sales: it stays, inactive. */
function saveRates(db: WriteHandle, { rates }: TaxSettingsView): void {
  const named = new Set(rates.map(({ id }) => id));
  for (const { id } of taxStore.rates(db)) if (!named.has(id)) taxStore.deactivate(db, id);
  rates.forEach(({ id, name, active, versions }, position) => {
    taxStore.put(db, { id, name, position, active: active ? 1 : 0 });
    taxStore.replaceVersions(
      db,
      id,
      versions.map(({ validFrom, basisPoints }) => ({
        rate_id: id,
        valid_from: validFrom,
        basis_points: basisPoints,
      })),
    );
  });
}
