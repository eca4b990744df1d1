import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { MoneyView, PaymentOptionsView, ProofView } from '../../contract/views.ts';
import { type CurrencyCode, currencyExponent } from '../../domain/currency.ts';
import { type Money, money } from '../../domain/money.ts';
import { isPayable } from '../../domain/payment.ts';
import { ProofBook } from './proof-book.ts';
import { ProofDriver } from './proof-driver.ts';
import type { ProofParts } from './proof-parts.ts';
import { firstRecord, type Proof, type ProofRecord, stepOf, toProofView } from './proof-record.ts';

/**
 * The proof payment: one small, real sale shows what no document states. The payer page opens and shows the right
 * amount, the transaction names its code, what the payer is charged, whether a deleted link can still be paid, and
 * whether a refund works. The money goes through the books as any other, and is given back at the end.
 */
export interface ProofService {
  /** Goes on with what a restart interrupted. */
  open(): void;
  /** The proof under way, or the newest one. */
  current(): ProofView | null;
  /** The newest proof of an address that was not given up. */
  newest(baseUrl: string): ProofView | null;
  /** What the counter has to know of the way in which codes are made now. */
  facts(): Pick<PaymentOptionsView, 'proven' | 'payerFee'>;
  /** @throws AppError PROOF_RUNNING, AMOUNT_INVALID, or what keeps codes from being made */
  start(input: OperationParsed<'proof.start'>): Promise<ProofView>;
  /** What a person says. An answer to what is not asked any more changes nothing. */
  answer(input: OperationParsed<'proof.answer'>): ProofView;
  /** Gives the proof up: its code is taken back, money that has come is given back. */
  cancel(proofId: string): ProofView;
  close(): void;
}

export function createProof(parts: ProofParts): ProofService {
  const book = new ProofBook(parts);
  const driver = new ProofDriver(parts, book);
  const view = (proof: Proof): ProofView => {
    const { attemptId } = proof.record;
    const attempt = attemptId === null ? null : parts.payments.inspect(attemptId).attempt;
    const payable = proof.row.state === 'running' && attempt !== null && isPayable(attempt.state);
    return toProofView(proof, payable);
  };

  return {
    open: () => driver.look(),
    current: () => {
      const [newest] = book.newest(1);
      return newest ? view(newest) : null;
    },
    newest: (baseUrl) => {
      const found = book.ofAddress(baseUrl).find(({ row }) => row.state !== 'cancelled');
      return found ? view(found) : null;
    },
    facts: () => {
      const connection = parts.connections.view();
      const done = connection && book.ofAddress(connection.baseUrl).find(({ row }) => row.state === 'done');
      return done ? factsOf(done, connection.way) : { proven: false, payerFee: null };
    },
    start: async ({ amount: wanted }) => {
      if (book.isOneRunning()) throw new AppError('PROOF_RUNNING', 'A proof is under way');
      parts.connections.provider();
      const proof = firstProof(parts, readAmount(wanted, parts.currency));
      book.add(proof);
      driver.look();
      return view(book.find(proof.row.id));
    },
    answer: ({ proofId, question, yes }) => {
      const proof = book.find(proofId);
      const { record, row } = proof;
      if (row.state !== 'running' || record.question !== question) return view(proof);
      book.patch(proofId, { question: null, ...said(parts, record, question, yes) });
      driver.look();
      return view(book.find(proofId));
    },
    cancel: (proofId) => {
      book.end(proofId, 'cancelled');
      driver.look();
      return view(book.find(proofId));
    },
    close: () => driver.close(),
  };
}

/** A proof with its sale: from here on it is in the books, whatever becomes of it. */
function firstProof({ connections, sales, ids, now, provider }: ProofParts, amount: Money): Proof {
  return {
    row: {
      id: ids.newId(),
      provider,
      base_url: connections.view()?.baseUrl ?? '',
      sale_id: sales.openProof(amount).id,
      state: 'running',
      amount_minor: amount.amountMinor,
      currency: amount.currency,
      started_at: now(),
      ended_at: null,
      record: '',
    },
    record: firstRecord(connections.way()),
  };
}

/** One major unit, unless somebody wants another amount: the smallest that every payer page takes. */
function readAmount(wanted: MoneyView | null, currency: CurrencyCode): Money {
  if (!wanted) return money(10 ** currencyExponent(currency), currency);
  if (wanted.currency === currency && wanted.amountMinor > 0) return wanted;
  throw new AppError('AMOUNT_INVALID', `A proof takes an amount above zero in ${currency}`, {
    details: { field: 'amount' },
  });
}

function said(
  { attention }: ProofParts,
  record: ProofRecord,
  question: NonNullable<ProofRecord['question']>,
  yes: boolean,
): Partial<ProofRecord> {
  if (question !== 'is_it_yours') return { answers: { ...record.answers, [question]: yes } };
  const possible = attention.possibleFor(record.attemptId ?? '', record.notYours)?.attentionId;
  if (possible === undefined) return {};
  return yes ? { yours: possible } : { notYours: [...record.notYours, possible] };
}

/** A proof speaks for the way in which it collected, and for no other. */
function factsOf(
  { row, record }: Proof,
  way: ProofView['way'],
): Pick<PaymentOptionsView, 'proven' | 'payerFee'> {
  const proven = record.way === way && stepOf(record, 'names_code').state === 'ok';
  const { withFeeMinor } = stepOf(record, 'charged').detail;
  const more = typeof withFeeMinor === 'number' && withFeeMinor > row.amount_minor;
  const amount = money(row.amount_minor, row.currency);
  return { proven, payerFee: more ? { amount, withFee: money(withFeeMinor, row.currency) } : null };
}
