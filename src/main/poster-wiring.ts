import { money } from '../domain/money.ts';
import type { ConnectionService } from './connections/connection-service.ts';
import { toAppError } from './connections/provider-error.ts';
import { AppError } from '../contract/errors.ts';
import type { JournalService } from './journal/journal-service.ts';
import type { TillDatabase } from './database/handles.ts';
import type { PaymentService } from './payments/payment-service.ts';
import type { LinkService } from './links/link-service.ts';
import type { IdSource } from './ports.ts';
import type { PosterParts } from './posters/poster-parts.ts';
import { createSubjects } from './posters/poster-subjects.ts';
import { parseTextList } from './text-list.ts';
import type { SettingsService } from './settings/settings-service.ts';

interface PosterSources {
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly ids: IdSource;
  readonly settings: SettingsService;
  readonly connections: ConnectionService;
  readonly links: LinkService;
  readonly payments: Pick<PaymentService, 'get' | 'payerUrl'>;
}

/** What posters show: links of this register, and products as the provider has them. */
export function posterParts({
  database,
  journal,
  ids,
  settings,
  connections,
  links,
  payments,
}: PosterSources): Pick<PosterParts, 'newId' | 'storeName' | 'subjectOf' | 'record'> {
  return {
    newId: () => ids.newId(),
    storeName: () => settings.get().storeName,
    subjectOf: createSubjects({
      linkOf: (id) => {
        const row = links.open(id);
        const amount = row.amount_minor === null ? null : money(row.amount_minor, row.currency);
        return { name: row.name, methods: parseTextList(row.methods), payerUrl: links.payerUrl(id), amount };
      },
      paymentOf: async (attemptId) => {
        const payerUrl = payments.payerUrl(attemptId);
        const { amount, methods, callNumber } = await payments.get(attemptId);
        return { name: callNumber === null ? '' : `№ ${callNumber}`, amount, methods, payerUrl };
      },
      productOf: async (id) => {
        const { shop } = connections.provider();
        if (!shop) throw new AppError('PROVIDER_NOT_OFFERED', 'This provider keeps no products');
        const answer = await shop.products.read(id, { priority: 'cashier' });
        connections.note(answer);
        if (answer.kind !== 'ok') throw toAppError(answer.problem);
        return answer.value;
      },
    }),
    record: ({ subjectId, ...payload }) =>
      database.write((db) => journal.append(db, { kind: 'poster.made', subjectId, payload })),
  };
}
