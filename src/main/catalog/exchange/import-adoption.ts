import { actorFields, currentStaffId } from '../../staff/actor.ts';
import type { BuildOutcome } from '../file/build-catalog.ts';
import type { ExchangeParts } from './exchange-service.ts';
import type { OpenImport } from './import-state.ts';
import type { ApplyInput } from './planning/apply-job.ts';

export type BuiltCatalogue = BuildOutcome;

interface Adoption {
  readonly input: ApplyInput;
  /** Makes what was built the catalogue, with its entry in the journal. */
  adopt(outcome: BuiltCatalogue): Promise<void>;
}

/** Who acts is noted now: nobody is there any more when it is done. */
export function adoptImport(parts: ExchangeParts, { view, files, picked }: OpenImport): Adoption {
  const changeId = parts.ids.newId();
  const path = parts.files.newPath();
  const by = actorFields();
  const { added = 0, changed = 0, refused = 0 } = view.counts ?? {};
  return {
    input: {
      staging: files.staging,
      catalogue: parts.files.path,
      path,
      at: parts.now(),
      staffId: currentStaffId(),
      changeId,
      title: picked.name,
      missing: view.options.missing,
    },
    adopt: (outcome) =>
      parts.files.adopt(path, (db) =>
        parts.journal.append(db, {
          kind: 'catalog.imported',
          subjectId: changeId,
          payload: { ...by, products: outcome.changed, added, changed, refused },
        }),
      ),
  };
}
