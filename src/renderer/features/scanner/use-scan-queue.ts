import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationOutput } from '../../../contract/operations.ts';
import type { SaleView } from '../../../contract/views.ts';
import { RequestError } from '../../client/request-error.ts';
import { useNotices } from '../../components/notices.tsx';
import { dialogIsOpen } from '../../components/use-shortcuts.ts';
import { keys } from '../../queries/keys.ts';
import { useScan } from './mutations.ts';
import {
  type Allowed,
  isAboutCode,
  problemsOf,
  remedyOf,
  type ScanProblem,
  withProblem,
} from './scan-problem.ts';
import { askScannedWeight } from './scanned-weight.ts';
import { useProblemWords } from './use-problem-words.ts';

/** Where scans go, and what became of those that were not put on the sale. */
export interface ScanQueue {
  readonly problems: readonly ScanProblem[];
  /** Puts a code on the sale in front, after those that came before it. */
  readonly take: (code: string) => void;
  /** The same code once more, with what its problem asks for. */
  readonly again: (problem: ScanProblem) => void;
  readonly dismiss: (problem: ScanProblem) => void;
  /** What was scanned before there was a sale belongs to the one that has begun: it goes with it. */
  readonly belong: (saleId: string) => void;
}

/** Codes go to main one at a time, in the order in which they were scanned: five in a second are five lines. */
export function useScanQueue(): ScanQueue {
  const scan = useScan();
  const { keep, ...kept } = useProblems();
  const { dismiss } = kept;
  const sayAdded = useSayAdded();
  const last = useRef<Promise<void>>(Promise.resolve());
  const send = useCallback(
    (code: string, allow: readonly Allowed[]) => {
      const act = async (): Promise<void> => {
        try {
          sayAdded(await scan({ code, allow: [...allow] }));
        } catch (error) {
          keep({ code, allow, error });
        }
      };
      last.current = last.current.then(act);
    },
    [scan, keep, sayAdded],
  );
  const again = useCallback(
    (problem: ScanProblem) => {
      dismiss(problem);
      const remedy = remedyOf(problem);
      send(problem.code, remedy === null || remedy === 'again' ? problem.allow : [...problem.allow, remedy]);
    },
    [dismiss, send],
  );
  return { ...kept, take: useCallback((code: string) => send(code, []), [send]), again };
}

let lastId = 0;

function useProblems() {
  const cache = useQueryClient();
  const { show } = useNotices();
  const words = useProblemWords();
  const [problems, setProblems] = useState<readonly ScanProblem[]>([]);
  const keep = useCallback(
    (failed: Pick<ScanProblem, 'code' | 'allow' | 'error'>) => {
      // The lock screen says it already.
      if (failed.error instanceof RequestError && failed.error.code === 'SIGN_IN_REQUIRED') return;
      lastId += 1;
      const saleId = cache.getQueryData<SaleView | null>(keys.currentSale)?.id ?? null;
      const problem = { ...failed, id: lastId, saleId };
      const seen = isSaleInSight();
      if (seen || isAboutCode(problem)) setProblems((all) => withProblem(all, problem));
      if (seen) return;
      const { title, remedy } = words(problem.error);
      show({ tone: 'problem', title, body: remedy });
    },
    [cache, show, words],
  );
  const dismiss = useCallback(
    ({ id }: ScanProblem) => setProblems((all) => all.filter((one) => one.id !== id)),
    [],
  );
  const belong = useCallback(
    (saleId: string) =>
      setProblems((all) =>
        all.some((one) => one.saleId !== saleId)
          ? problemsOf(all, saleId).map((one) => ({ ...one, saleId }))
          : all,
      ),
    [],
  );
  return { problems, keep, dismiss, belong };
}

/** Where the sale itself cannot be seen, a notice says what was put on it. */
function useSayAdded(): (added: OperationOutput<'sale.scan'>) => void {
  const { t } = useTranslation();
  const { show } = useNotices();
  return useCallback(
    ({ sale, lineId }) => {
      const line = sale.lines.find(({ id }) => id === lineId);
      if (!line) return;
      const unweighed = line.unit === 'kilogram' && line.code === null;
      if (unweighed && !dialogIsOpen() && askScannedWeight(sale, lineId)) return;
      if (isSaleInSight()) return;
      const title = t('scan.added', { name: line.name });
      show(unweighed ? { tone: 'done', title, body: t('scan.addedWeight') } : { tone: 'done', title });
    },
    [show, t],
  );
}

/** Whether the lines of the sale are on the screen, with nothing over them. */
function isSaleInSight(): boolean {
  const place = document.querySelector('[data-scan-place]');
  return place !== null && place.closest('[inert]') === null && !dialogIsOpen();
}
