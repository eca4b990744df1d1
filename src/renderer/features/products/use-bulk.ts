import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChange, ProductSelection } from '../../../contract/views.ts';
import { useErrorNotice, useNotices } from '../../components/notices.tsx';
import { useCurrentWork } from '../exchange/queries.ts';
import { isAtWork } from '../exchange/wizard-place.ts';
import { useBulkChange, useUndoChange } from './mutations.ts';
import { useFindNewestChange } from './queries.ts';

/** Says that many products were changed, with one press that takes it back. */
function useSayDone(): (count: number | null) => Promise<void> {
  const { t } = useTranslation();
  const { show } = useNotices();
  const say = useErrorNotice();
  const undo = useUndoChange();
  const findNewest = useFindNewestChange();
  return async (known) => {
    const change = await findNewest().catch(() => null);
    const count = known ?? change?.count ?? 0;
    show({
      tone: 'done',
      title: t('catalog.bulk.done', { count }),
      ...(change === null
        ? {}
        : {
            action: {
              label: t('catalog.undo'),
              run: () =>
                undo.mutate(
                  { changeId: change.id },
                  { onSuccess: () => show({ tone: 'done', title: t('catalog.undone') }), onError: say },
                ),
            },
          }),
    });
  };
}

/** Changes many products: at once, or in the background, which is told when it is through. */
export function useBulk() {
  const { t } = useTranslation();
  const { show } = useNotices();
  const sayDone = useSayDone();
  const bulk = useBulkChange();
  useBulkEnd(sayDone);
  const run = (selection: ProductSelection, change: BulkChange, onStarted: () => void) =>
    bulk.mutate(
      { selection, change },
      {
        onSuccess: ({ changed, inBackground }) => {
          onStarted();
          if (inBackground) return;
          if (changed === 0) show({ tone: 'done', title: t('catalog.bulk.nothingToChange') });
          else void sayDone(changed);
        },
      },
    );
  return { run, pending: bulk.isPending };
}

/** Tells that a change in the background is through, if it was seen at work; the strip tells every other end. */
function useBulkEnd(sayDone: (count: number | null) => Promise<void>): void {
  const work = useCurrentWork().data ?? null;
  const watched = useRef<string | null>(null);
  useEffect(() => {
    if (work === null || work.work !== 'bulk') return;
    if (isAtWork(work)) {
      watched.current = work.importId;
    } else if (watched.current === work.importId) {
      watched.current = null;
      if (work.phase === 'applied') void sayDone(work.counts?.changed ?? null);
    }
  });
}
