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
  const expectEnd = useBulkEnd(sayDone);
  const run = (selection: ProductSelection, change: BulkChange, onStarted: () => void) => {
    const expected = expectEnd();
    bulk.mutate(
      { selection, change },
      {
        onSuccess: ({ changed, inBackground }) => {
          onStarted();
          if (inBackground) return;
          expected.drop();
          if (changed === 0) show({ tone: 'done', title: t('catalog.bulk.nothingToChange') });
          else void sayDone(changed);
        },
        onError: expected.drop,
      },
    );
  };
  return { run, pending: bulk.isPending };
}

/**
 * Tells that a change in the background is through, once, if it was asked for or seen at work here; the strip tells
 * every other end. A short one may be over before anybody has seen it run.
 * @returns to be called before a change is asked for
 */
function useBulkEnd(sayDone: (count: number | null) => Promise<void>) {
  const work = useCurrentWork().data ?? null;
  /** The work that was there before the one that is awaited; null: none is awaited. */
  const awaited = useRef<{ readonly before: string | null } | null>(null);
  useEffect(() => {
    if (work === null || work.work !== 'bulk') return;
    if (isAtWork(work)) {
      awaited.current ??= { before: null };
    } else if (awaited.current !== null && awaited.current.before !== work.importId) {
      awaited.current = null;
      if (work.phase === 'applied') void sayDone(work.counts?.changed ?? null);
    }
  });
  return () => {
    awaited.current = { before: work?.importId ?? null };
    return {
      drop: () => {
        awaited.current = null;
      },
    };
  };
}
