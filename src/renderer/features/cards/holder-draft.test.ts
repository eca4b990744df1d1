import { describe, expect, it } from 'vitest';
import { changeHolder, type HolderDraft, holderName, NEW_HOLDER, readHolder } from './holder-draft.ts';

const typed = (...changes: readonly (readonly [Parameters<typeof changeHolder>[1], string])[]): HolderDraft =>
  changes.reduce((draft, [field, text]) => changeHolder(draft, field, text), NEW_HOLDER);

const ANNA = [
  ['firstName', 'Zoë'],
  ['lastName', "O'Brien"],
  ['email', 'zoe@example.com'],
  ['phone', '+44 20 7946 0000'],
] as const;

describe('a cardholder as they are typed', () => {
  it('gets an id from a name in Latin letters', () => {
    expect(typed(...ANNA).holderId).toBe('zoe-o-brien');
  });

  it('gets an id from the address where the name is in other letters', () => {
    const anna = typed(['firstName', 'Анна'], ['lastName', 'Петрова'], ['email', 'anna.petrova@example.com']);
    expect(anna.holderId).toBe('anna-petrova');
  });

  it('keeps an id that was typed, and suggests again once it is emptied', () => {
    const own = changeHolder(typed(...ANNA), 'holderId', 'z-1');
    expect(changeHolder(own, 'firstName', 'Zora').holderId).toBe('z-1');
    expect(changeHolder(changeHolder(own, 'holderId', ''), 'firstName', 'Zora').holderId).toBe(
      'zora-o-brien',
    );
  });

  it('is handed on without the spaces around', () => {
    const spaced = changeHolder(typed(...ANNA), 'email', ' zoe@example.com ');
    expect(readHolder(spaced)).toMatchObject({ ok: true, value: { email: 'zoe@example.com' } });
  });

  it.each([
    ['firstName', ' ', 'missing'],
    ['phone', '', 'missing'],
    ['email', 'zoe.example.com', 'wrong'],
    ['email', 'zoe @example.com', 'wrong'],
    ['phone', 'call me', 'wrong'],
    ['holderId', 'zoë', 'wrong'],
    ['holderId', 'a b', 'wrong'],
  ] as const)('has a wrong %s in "%s"', (field, text, fault) => {
    expect(readHolder(changeHolder(typed(...ANNA), field, text))).toEqual({
      ok: false,
      error: { field, fault },
    });
  });

  it('goes by the id without a name', () => {
    expect(holderName({ firstName: '', lastName: '', id: 'h-1' })).toBe('h-1');
    expect(holderName({ firstName: 'Zoë', lastName: '', id: 'h-1' })).toBe('Zoë');
  });
});
