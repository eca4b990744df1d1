import type { CurrencyCode } from '../../domain/currency.ts';
import { registerCode } from '../../domain/ids.ts';
import type { TillMode } from '../../domain/receipt.ts';
import type { TillDatabase, WriteHandle } from '../database/handles.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { IdSource } from '../ports.ts';
import { registerStore } from './register-store.ts';

/** Who this till is: fixed when its database is made. */
export interface Register {
  readonly code: string;
  readonly installationId: string;
  readonly mode: TillMode;
  readonly currency: CurrencyCode;
}

export interface ReceiptNumber {
  readonly epoch: number;
  readonly sequence: number;
}

/** The register of a database, or null in one that has just been made. */
export function findRegister(database: TillDatabase): Register | null {
  const row = registerStore.find(database.read);
  if (!row) return null;
  return { code: row.code, installationId: row.installation_id, mode: row.mode, currency: row.currency };
}

/** Names a new register, once. */
export function createRegister(
  database: TillDatabase,
  parts: { readonly ids: IdSource; readonly journal: JournalService; readonly now: () => string },
  { mode, currency }: Pick<Register, 'mode' | 'currency'>,
): Register {
  const register = {
    code: registerCode(parts.ids.randomBytes(3)),
    installationId: parts.ids.newId(),
    mode,
    currency,
  };
  database.write((db) => {
    const { code, installationId } = register;
    const row = { code, installation_id: installationId, mode, currency, epoch: 1, last_receipt: 0 };
    registerStore.insert(db, row, parts.now());
    parts.journal.append(db, {
      kind: 'register.created',
      subjectId: installationId,
      payload: { code, mode, currency },
    });
  });
  return register;
}

/** The next receipt number, taken inside the transaction that completes the sale: gapless (FIS-2). */
export function takeReceiptNumber(db: WriteHandle): ReceiptNumber {
  const row = registerStore.takeReceipt(db);
  if (!row) throw new Error('There is no register');
  return { epoch: row.epoch, sequence: row.last_receipt };
}
