import type { QrMaker, QrMatrix } from '../ports.ts';

/** QR codes of the attempts that may be on a screen, each verified once. */
export interface QrCache {
  /** @throws Error when the code does not decode to the URL */
  prepare(attemptId: string, payerUrl: string): Promise<QrMatrix>;
}

/** More than any counter has alive at once. */
const KEPT = 50;

export function createQrCache(maker: QrMaker): QrCache {
  const codes = new Map<string, QrMatrix>();
  return {
    prepare: async (attemptId, payerUrl) => {
      const known = codes.get(attemptId);
      if (known) return known;
      const code = await maker.make(payerUrl);
      const [oldest] = codes.keys();
      if (codes.size >= KEPT && oldest !== undefined) codes.delete(oldest);
      codes.set(attemptId, code);
      return code;
    },
  };
}
