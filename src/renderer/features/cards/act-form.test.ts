import { describe, expect, it } from 'vitest';
import { cardExamples } from '../../../../test/builders/wire-examples-cards.ts';
import type { ErrorCategory, ErrorCode } from '../../../contract/errors.ts';
import type { CardOperationView } from '../../../contract/views.ts';
import { RequestError } from '../../client/request-error.ts';
import { makeOperationId } from '../../queries/cards-commands.ts';
import { MainUnreachable } from '../../transport/transport.ts';
import { busyOperation, complaintOn, otherComplaints, saysNothing } from './act-form.ts';

const refusal = (code: ErrorCode, category: ErrorCategory, details?: Record<string, string>) =>
  new RequestError({ code, category, message: '', correlationId: '', ...(details ? { details } : {}) });

const refused: CardOperationView = {
  ...cardExamples['cards.createHolder'].output,
  state: 'refused',
  complaints: [
    { field: 'phone', message: 'too short.' },
    { field: 'phone', message: 'no country.' },
    { field: 'middleName', message: 'is missing' },
    { field: null, message: 'not now' },
  ],
};

describe('a form that asks the card issuer for something', () => {
  it('may have sent it where nobody answered, or the till itself broke', () => {
    expect(saysNothing(new MainUnreachable())).toBe(true);
    expect(saysNothing(refusal('INTERNAL', 'internal'))).toBe(true);
    expect(saysNothing(refusal('STORAGE_FAILED', 'storage'))).toBe(true);
  });

  it('has sent nothing where main refused it', () => {
    expect(saysNothing(refusal('CARDS_AMOUNT_INVALID', 'invalid'))).toBe(false);
    expect(saysNothing(refusal('CARDS_BUSY', 'conflict'))).toBe(false);
  });

  it('names the operation that stands in the way', () => {
    expect(busyOperation(refusal('CARDS_BUSY', 'conflict', { operationId: 'o7' }))).toBe('o7');
    expect(busyOperation(refusal('CARDS_NAME_TAKEN', 'conflict', { operationId: 'o7' }))).toBeNull();
    expect(busyOperation(null)).toBeNull();
  });

  it('shows what the issuer has against a field there, and the rest once', () => {
    expect(complaintOn(refused, 'phone')).toBe('too short. no country.');
    expect(complaintOn(refused, 'email')).toBeNull();
    expect(complaintOn({ ...refused, state: 'unknown' }, 'phone')).toBeNull();
    expect(complaintOn(null, 'phone')).toBeNull();
    expect(otherComplaints(refused, ['phone', 'email']).map(({ message }) => message)).toEqual([
      'is missing',
      'not now',
    ]);
    expect(otherComplaints({ ...refused, words: 'not now' }, ['phone']).map(({ field }) => field)).toEqual([
      'middleName',
    ]);
  });

  it('makes an id that no other form has', () => {
    const ids = Array.from({ length: 200 }, makeOperationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});
