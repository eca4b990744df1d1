import { describe, expect, it } from 'vitest';
import { RequestError } from '../../client/request-error.ts';
import { fieldRefused } from './field-refusal.ts';

const refused = (details?: Readonly<Record<string, string>>) =>
  new RequestError({
    code: 'CARDS_NAME_TAKEN',
    category: 'conflict',
    message: 'A card of this name is there already',
    correlationId: '1',
    ...(details ? { details } : {}),
  });

describe('what main would not send', () => {
  it('stands at the field that it names', () => {
    expect(fieldRefused(refused({ field: 'name' }))).toBe('name');
  });

  it('stands at none where it names none', () => {
    expect(fieldRefused(refused())).toBeNull();
    expect(fieldRefused(new Error('gone'))).toBeNull();
    expect(fieldRefused(null)).toBeNull();
  });
});
