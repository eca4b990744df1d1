import { ERROR_CODES, type ErrorCode } from '../../contract/errors.ts';
import type { RefundOptionsView, RefundView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import { type RefundWay, refundableMinor, refundedMinor, refundLimitMinor } from '../../domain/refund.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { ProviderCapabilities } from '../ports.ts';
import { AT_THE_TILL, type RefundablePayment, toRefundLine } from './refund-money.ts';
import { type RefundRow, refundStore } from './refund-store.ts';

export function toRefundView(db: ReadHandle, row: RefundRow): RefundView {
  return {
    id: row.id,
    saleId: row.sale_id,
    attemptId: row.attempt_id,
    state: row.state,
    way: row.way,
    amount: money(row.amount_minor, row.currency),
    reason: row.reason,
    reference: row.reference,
    lines: refundStore.lines(db, row.id).map((line) => toRefundLine(line, row.currency)),
    requestedAt: row.requested_at,
    endedAt: row.ended_at,
    decided: row.decided === 1,
    problem: toProblem(row),
    events: refundStore
      .events(db, row.id)
      .map(({ at, kind, state, detail }) => ({ at, kind, state, detail: JSON.parse(detail) })),
  };
}

function toProblem({ problem_code: code, problem_message: message }: RefundRow): RefundView['problem'] {
  if (code === null || !isErrorCode(code)) return null;
  return { code, category: ERROR_CODES[code], message: message ?? '' };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

export interface OptionsContext {
  readonly saleId: string;
  /** Every payment of the sale. */
  readonly all: readonly RefundablePayment[];
  /** Null without a provider: what needs none is offered. */
  readonly capabilities: ProviderCapabilities | null;
  readonly takesCash: boolean;
  readonly lockedBy: string | null;
}

/** What the screen may offer for one payment of a sale. */
export function toOptionsView(payment: RefundablePayment, context: OptionsContext): RefundOptionsView {
  const { standing, currency } = payment;
  const { saleId, all, capabilities, takesCash, lockedBy } = context;
  const atProvider = payment.provider !== AT_THE_TILL && (capabilities?.refund ?? false);
  const offered: readonly RefundWay[] = [
    ...(atProvider ? (['provider'] as const) : []),
    ...(takesCash ? (['cash'] as const) : []),
    'elsewhere',
  ];
  return {
    saleId,
    tenderId: payment.tenderId,
    tenders: all.flatMap((other) => {
      if (other.tenderId === null || other.kind === null) return [];
      return [
        {
          tenderId: other.tenderId,
          kind: other.kind,
          paid: money(other.standing.paidMinor, currency),
          refunded: money(refundedMinor(other.standing), currency),
          refundable: money(refundableMinor(other.standing), currency),
        },
      ];
    }),
    ways: offered.filter((way) => refundLimitMinor(standing, way) > 0),
    partial:
      !payment.saleOpen && (payment.provider === AT_THE_TILL || (capabilities?.partialRefund ?? false)),
    paid: money(standing.paidMinor, currency),
    refunded: money(refundedMinor(standing), currency),
    refundable: money(refundableMinor(standing), currency),
    lines: payment.lines.map(({ line, quantityThousandths, amount }) => ({
      saleLineId: line.id,
      name: line.name,
      unit: line.unit,
      quantityThousandths: line.quantityThousandths,
      refundableThousandths: quantityThousandths,
      refundable: amount,
    })),
    lockedBy,
  };
}

/** A sale of which nothing may be given back. */
export function noOptionsView(saleId: string, currency: CurrencyCode): RefundOptionsView {
  const none = money(0, currency);
  return {
    saleId,
    tenderId: null,
    tenders: [],
    ways: [],
    partial: false,
    paid: none,
    refunded: none,
    refundable: none,
    lines: [],
    lockedBy: null,
  };
}
