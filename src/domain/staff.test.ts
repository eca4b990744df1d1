import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blockAfter,
  checkPin,
  mayActAs,
  readRecoveryCode,
  recoveryBlockAfter,
  recoveryCode,
  roleThatManages,
  roleThatUnlocks,
  STAFF_ROLES,
} from './staff.ts';

describe('roles', () => {
  test.each([
    ['cashier', ['cashier']],
    ['manager', ['cashier', 'manager']],
    ['owner', ['cashier', 'manager', 'owner']],
  ] as const)('SEC-4 a %s does the work of %j, and of nobody else', (role, works) => {
    expect(STAFF_ROLES.filter((needed) => mayActAs(role, needed))).toEqual(works);
  });

  test('SEC-9 nobody gives a PIN to somebody of their own rank, but owners; unlocking takes at least the rank', () => {
    expect(STAFF_ROLES.map(roleThatManages)).toEqual(['manager', 'owner', 'owner']);
    expect(STAFF_ROLES.map(roleThatUnlocks)).toEqual(['manager', 'manager', 'owner']);
    for (const role of STAFF_ROLES) expect(mayActAs(roleThatUnlocks(role), role)).toBe(true);
  });
});

describe('SEC-9 which PINs may be chosen', () => {
  test.each(['2580', '1357', '0001', '1212', '19283746', '1235', '9870', '9012'])('%s may', (pin) => {
    expect(checkPin(pin)).toEqual({ ok: true, value: pin });
  });

  test.each(['', '1', '123', '123456789', '12a4', ' 1234', '1234 ', '١٢٣٤', '12.4', '-1234'])(
    '"%s" is not 4 to 8 digits',
    (pin) => {
      expect(checkPin(pin)).toEqual({ ok: false, error: 'length' });
    },
  );

  test.each(['0000', '1111', '99999999', '1234', '4321', '23456', '98765432', '01234567'])(
    '%s is too simple',
    (pin) => {
      expect(checkPin(pin)).toEqual({ ok: false, error: 'simple' });
    },
  );

  test('no more than 24 PINs of four digits are refused: ten repeated, seven up, seven down', () => {
    const refused = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, '0')).filter(
      (pin) => !checkPin(pin).ok,
    );
    expect(refused).toHaveLength(24);
  });
});

describe('SEC-9 what failures lead to', () => {
  test('five: 30 s, then doubling; ten: locked', () => {
    const seconds = Array.from({ length: 13 }, (_, failures) => {
      const block = blockAfter(failures);
      return block.kind === 'wait' ? block.ms / 1000 : block.kind;
    });
    expect(seconds).toEqual([
      ...Array.from({ length: 5 }, () => 'none'),
      30,
      60,
      120,
      240,
      480,
      'locked',
      'locked',
      'locked',
    ]);
  });

  test('of a recovery code: the same waits, up to an hour, and never locked', () => {
    fc.assert(
      fc.property(fc.nat(5000), (failures) => {
        const block = recoveryBlockAfter(failures);
        expect(block.kind).toBe(failures < 5 ? 'none' : 'wait');
        if (block.kind === 'wait') expect(block.ms).toBe(Math.min(30_000 * 2 ** (failures - 5), 3_600_000));
      }),
    );
  });
});

describe('SEC-9 the recovery code', () => {
  test('is 20 characters in groups of five, all of them its own, and read back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (random) => {
        const code = recoveryCode(random);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
        const plain = code.replaceAll('-', '');
        for (const typed of [code, plain, code.toLowerCase(), ` ${code.replaceAll('-', ' – ')}\n`]) {
          expect(readRecoveryCode(typed)).toBe(plain);
        }
        expect(readRecoveryCode(plain.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(plain);
      }),
    );
  });

  test('other bytes are another code; too few are a bug', () => {
    const bytes = new Uint8Array(20);
    const codes = Array.from({ length: 20 }, (_, at) =>
      recoveryCode(bytes.map((byte, index) => (index === at ? 1 : byte))),
    );
    expect(new Set([...codes, recoveryCode(bytes)]).size).toBe(21);
    expect(() => recoveryCode(new Uint8Array(19))).toThrow(RangeError);
  });
});
