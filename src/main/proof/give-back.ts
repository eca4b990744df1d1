import { AppError } from '../../contract/errors.ts';
import type { RefundView } from '../../contract/views.ts';
import type { ProofParts } from './proof-parts.ts';
import { ended, type StepOutcome, WAITING } from './proof-steps.ts';

/** How long a refund may be without its end before the proof goes on without it, in milliseconds. */
const PATIENCE_MS = 60_000;

const REASON = { en: 'Connection proof', ru: 'Проверка подключения' } as const;

/**
 * Gives the money of a proof back at the provider, once. Whatever it comes to is a fact about the connection: a
 * refund that is refused leaves the sale as any other, for a manager to give back.
 */
export async function giveBack(parts: ProofParts, saleId: string): Promise<StepOutcome> {
  // Sent once, ever (PAY-8): what was begun before a restart is followed, unless it never left.
  const [begun] = parts.refunds.ofSale(saleId);
  if (begun && !neverLeft(begun)) return outcomeOf(begun, parts.clock.now());
  const { capabilities } = parts.connections.provider();
  const options = parts.refunds.options(saleId);
  if (!capabilities.refund || !options.ways.includes('provider')) {
    return ended('warning', { reason: 'not_offered' });
  }
  try {
    const started = await parts.refunds.start({
      saleId,
      tenderId: null,
      way: 'provider',
      lines: [],
      amount: null,
      expectedRefundable: options.refundable,
      reason: REASON[parts.settings.get().language],
      reference: '',
    });
    return outcomeOf(started, parts.clock.now());
  } catch (error) {
    if (error instanceof AppError) return ended('warning', { reason: 'refused', code: error.code });
    throw error;
  }
}

/** The till ended while the refund was waiting for its turn. */
function neverLeft({ state, problem }: RefundView): boolean {
  return state === 'refused' && problem?.code === 'CLOSING';
}

function outcomeOf({ state, amount, requestedAt, problem }: RefundView, nowMs: number): StepOutcome {
  if (state === 'done') return ended('ok', { amountMinor: amount.amountMinor });
  if (state === 'refused') {
    const offered = problem?.code !== 'PROVIDER_NOT_OFFERED';
    return ended('warning', { reason: offered ? 'refused' : 'not_offered', code: problem?.code ?? null });
  }
  const waited = nowMs - Date.parse(requestedAt) > PATIENCE_MS;
  return waited ? ended('warning', { reason: 'unknown' }) : WAITING;
}
