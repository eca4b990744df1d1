import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openKeychain } from '../../../test/builders/open-keychain.ts';
import {
  CASHIER_PIN,
  callerAt,
  FIRST,
  hire,
  journalOf,
  noKeychain,
  openStaffBench,
  OWNER_PIN,
  refusal,
  type StaffBench,
} from '../../../test/staff/staff-bench.ts';
import { staffStore } from './staff-store.ts';

const signIn = (bench: StaffBench, client: string, staffId: string, pin: string) =>
  bench.staff().signIn(client, { staffId, pin });

describe('SEC-9 the owner’s way back in', () => {
  test('the code gives a new PIN, once; the next code comes with it', async () => {
    const bench = await openStaffBench();
    const { owner, recoveryCode } = await hire(bench);
    for (let count = 0; count < 10; count++) {
      await refusal(() => signIn(bench, 'till', owner, '1397'));
      await bench.clock.advance(3_600_000);
    }
    expect(await refusal(() => signIn(bench, 'till', owner, OWNER_PIN))).toBe('PIN_LOCKED');
    const recover = (code: string) => bench.staff().recover('till', { staffId: owner, code, pin: '8642' });
    const { session, recoveryCode: next } = await recover(recoveryCode.toLowerCase().replaceAll('-', ' '));
    expect(session.person).toMatchObject({ id: owner });
    expect(session.recoverable).toBe(true);
    expect(bench.staff().standing('counter')).toBeNull();
    expect(await refusal(() => recover(recoveryCode))).toBe('RECOVERY_REFUSED');
    expect(await refusal(() => signIn(bench, 'counter', owner, '8642'))).toBeNull();
    expect(await refusal(() => recover(next))).toBeNull();
    expect(journalOf(bench).filter(({ kind }) => kind === 'staff.recovered')).toHaveLength(2);
  });

  test('is for owners; a new code takes the place of the one before; the file has neither', async () => {
    const bench = await openStaffBench();
    const { owner, manager, recoveryCode } = await hire(bench);
    const recover = (staffId: string, code: string) =>
      refusal(() => bench.staff().recover('till', { staffId, code, pin: '8642' }));
    expect(await recover(manager, recoveryCode)).toBe('RECOVERY_REFUSED');
    const { recoveryCode: next } = await bench.staff().makeRecoveryCode(callerAt(bench, 'counter'));
    expect(await recover(owner, recoveryCode)).toBe('RECOVERY_REFUSED');
    const rows = JSON.stringify(bench.database().read.all('SELECT * FROM recovery_code'));
    for (const code of [recoveryCode, next]) expect(rows).not.toContain(code.replaceAll('-', ''));
    expect(await recover(owner, next)).toBeNull();
  });

  test('a spent code cannot be brought back, nor a person deleted', async () => {
    const bench = await openStaffBench();
    const { owner } = await hire(bench);
    await bench.staff().makeRecoveryCode(callerAt(bench, 'counter'));
    const write = (sql: string) => () => bench.database().write((db) => db.run(sql));
    expect(write('UPDATE recovery_code SET ended_at = NULL, ended_by = NULL')).toThrow(
      'SQLITE_CONSTRAINT_TRIGGER',
    );
    expect(write('DELETE FROM recovery_code')).toThrow('SQLITE_CONSTRAINT_TRIGGER');
    expect(write(`DELETE FROM staff WHERE id = '${owner}'`)).toThrow('SQLITE_CONSTRAINT_TRIGGER');
    expect(write("UPDATE staff SET id = 'other'")).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  });
});

describe('SEC-9 how a PIN is kept', () => {
  test('with a salt of its own, at N = 2^15, and without a pepper where there is no keychain', async () => {
    const bench = await openStaffBench({ pinCost: { cost: 2 ** 15, blockSize: 8, parallelism: 1 } });
    await bench.staff().add(FIRST, { name: 'A', role: 'owner', pin: OWNER_PIN });
    const boss = () => callerAt(bench, 'counter');
    await bench.staff().add(boss(), { name: 'B', role: 'cashier', pin: OWNER_PIN });
    const [one, two] = bench
      .staff()
      .list()
      .map(({ id }) => staffStore.pin(bench.database().read, id));
    expect(one).toMatchObject({ cost: 32_768, blockSize: 8, parallelism: 1, pepperId: null });
    expect(Buffer.compare(one?.salt ?? Buffer.of(), two?.salt ?? Buffer.of())).not.toBe(0);
    expect(Buffer.compare(one?.hash ?? Buffer.of(), two?.hash ?? Buffer.of())).not.toBe(0);
  });

  test('at a lower cost than new ones: kept anew when it is next given', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    const kept = () => staffStore.pin(bench.database().read, cashier);
    expect(kept()?.cost).toBe(2);
    await bench.kill({ pinCost: { cost: 8, blockSize: 1, parallelism: 1 } });
    expect(await refusal(() => signIn(bench, 'till', cashier, '1397'))).toBe('PIN_WRONG');
    expect(kept()?.cost).toBe(2);
    for (const client of ['till', 'second']) await signIn(bench, client, cashier, CASHIER_PIN);
    expect(kept()?.cost).toBe(8);
  });
});

describe('SEC-9 the pepper', () => {
  test('is in the keychain alone, and in every PIN; the record says which', async () => {
    const keychain = openKeychain();
    const bench = await openStaffBench({ secrets: keychain.store });
    const { cashier } = await hire(bench);
    const [[name, pepper] = ['', '']] = keychain.values;
    expect(keychain.values.size).toBe(1);
    expect(name).toMatch(/:pin-pepper$/);
    expect(Buffer.from(pepper, 'base64')).toHaveLength(32);
    const rows = bench.database().read.all<{ pepper_id: string }>('SELECT pepper_id FROM staff_pin');
    expect(new Set(rows.map(({ pepper_id: id }) => id)).size).toBe(1);
    expect(rows[0]?.pepper_id).toMatch(/^[0-9a-f]{16}$/);
    const file = readFileSync(bench.path()).toString('latin1');
    for (const form of [pepper, Buffer.from(pepper, 'base64').toString('latin1')]) {
      expect(file.includes(form)).toBe(false);
    }
    await bench.kill();
    expect(await refusal(() => signIn(bench, 'till', cashier, CASHIER_PIN))).toBeNull();
  });

  test('out of reach: no try is checked, none is counted, and the recovery code opens the till', async () => {
    const keychain = openKeychain();
    const bench = await openStaffBench({ secrets: keychain.store });
    const { owner, cashier, recoveryCode } = await hire(bench);
    const other = openKeychain();
    await other.store.set([...keychain.values.keys()][0] ?? '', Buffer.alloc(32, 7).toString('base64'));
    for (const secrets of [noKeychain(), openKeychain().store, other.store]) {
      await bench.kill({ secrets });
      expect(await refusal(() => signIn(bench, 'till', cashier, CASHIER_PIN))).toBe('PIN_NOT_CHECKABLE');
    }
    keychain.fails.get = true;
    await bench.kill({ secrets: keychain.store });
    expect(await refusal(() => signIn(bench, 'till', cashier, CASHIER_PIN))).toBe('PIN_NOT_CHECKABLE');
    expect(staffStore.failures(bench.database().read, cashier)).toBe(0);
    const { session } = await bench
      .staff()
      .recover('till', { staffId: owner, code: recoveryCode, pin: '8642' });
    expect(session.person).toMatchObject({ id: owner });
    expect(staffStore.pin(bench.database().read, owner)?.pepperId).toBeNull();
    keychain.fails.get = false;
    await bench.kill({ secrets: keychain.store });
    expect(await refusal(() => signIn(bench, 'till', cashier, CASHIER_PIN))).toBeNull();
  });

  test('comes into a PIN that was made without one when it is next given', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await bench.kill({ secrets: openKeychain().store });
    const kept = () => staffStore.pin(bench.database().read, cashier)?.pepperId;
    expect(kept()).toBeNull();
    for (const client of ['till', 'second']) await signIn(bench, client, cashier, CASHIER_PIN);
    expect(kept()).toMatch(/^[0-9a-f]{16}$/);
  });
});
