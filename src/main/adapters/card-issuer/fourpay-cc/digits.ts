import type { ProviderAnswer, ProviderProblem } from '../../../ports.ts';
import type { CardDigits } from '../../../ports-card-issuer.ts';
import { expiryIn } from './cards.ts';
import { type Fields, fieldsOf, textIn, valueIn } from './fields.ts';
import { single } from './single.ts';

/**
 * Reads the digits of a card (SEC-10). Texts alone: a number would have lost the zeros in front.
 * @returns null for anything but a whole number and code
 */
export function parseDigits(json: unknown): CardDigits | null {
  const fields = fieldsOf(single(json));
  const pan = fields && digitsIn(fields, 'pan', 'cardnumber', 'number');
  const cvv = fields && digitsIn(fields, 'cvv', 'cvc', 'cvv2', 'cvc2', 'securitycode');
  if (!fields || pan === null || cvv === null || !/^\d{12,19}$/.test(pan) || !/^\d{3,4}$/.test(cvv))
    return null;
  const holder = textIn(fields, 'cardholdername', 'holdername', 'cardholder', 'nameoncard', 'holder');
  return { pan, cvv, expiry: expiryIn(fields), holderName: holder?.slice(0, 200) ?? null };
}

function digitsIn(fields: Fields, ...names: readonly string[]): string | null {
  const value = valueIn(fields, ...names);
  return typeof value === 'string' ? value.replace(/[ -]/g, '') : null;
}

/** Three digits may be a code. */
const DIGITS = /\d(?:[ -]?\d){2,}/g;

/** An answer that refuses digits without any of them: what it says is shown, and may be logged (SEC-10). */
export function withoutDigits<T>(answer: ProviderAnswer<T>): ProviderAnswer<T> {
  return answer.kind === 'ok' ? answer : { ...answer, problem: cleaned(answer.problem) };
}

function cleaned(problem: ProviderProblem): ProviderProblem {
  const clean = (text: string): string => text.replace(DIGITS, '[hidden]');
  const { requestId } = problem;
  return {
    ...problem,
    // What is none may quote a code, too.
    requestId: requestId !== null && /^[\w.:-]+$/.test(requestId) ? requestId : null,
    // The bare status is ours.
    message: problem.complaints.length === 0 ? problem.message : clean(problem.message),
    complaints: problem.complaints.map(({ field, code, message }) => ({
      ...(field === undefined ? {} : { field: clean(field) }),
      ...(code === undefined ? {} : { code: clean(code) }),
      message: clean(message),
    })),
  };
}
