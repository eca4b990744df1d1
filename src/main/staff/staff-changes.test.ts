import { describe, expect, test } from 'vitest';
import {
  CASHIER_PIN,
  callerAt,
  FIRST,
  hire,
  MANAGER_PIN,
  openStaffBench,
  refusal,
  type StaffBench,
} from '../../../test/staff/staff-bench.ts';

const signIn = (bench: StaffBench, client: string, staffId: string, pin: string) =>
  bench.staff().signIn(client, { staffId, pin });

describe('SEC-9 who may change whom', () => {
  test('a manager looks after cashiers alone, an owner after everybody, a cashier after nobody', async () => {
    const bench = await openStaffBench();
    const { owner, manager, cashier } = await hire(bench);
    await signIn(bench, 'office', manager, MANAGER_PIN);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    const staff = bench.staff();
    const by = (client: string, act: (caller: ReturnType<typeof callerAt>) => unknown) =>
      refusal(() => act(callerAt(bench, client)));
    const pin = '8642';
    for (const staffId of [owner, manager]) {
      expect(await by('till', (who) => staff.setPin(who, { staffId, pin, currentPin: null }))).toBe(
        'FORBIDDEN',
      );
      expect(await by('till', (who) => staff.unlock(who, staffId))).toBe('FORBIDDEN');
    }
    expect(await by('office', (who) => staff.setPin(who, { staffId: owner, pin, currentPin: null }))).toBe(
      'FORBIDDEN',
    );
    expect(await by('office', (who) => staff.unlock(who, owner))).toBe('FORBIDDEN');
    expect(await by('office', (who) => staff.add(who, { name: 'B', role: 'manager', pin }))).toBe(
      'FORBIDDEN',
    );
    expect(await by('office', (who) => staff.change(who, { staffId: cashier, role: 'manager' }))).toBe(
      'FORBIDDEN',
    );
    expect(await by('office', (who) => staff.change(who, { staffId: manager, role: 'owner' }))).toBe(
      'FORBIDDEN',
    );
    expect(await by('office', (who) => staff.add(who, { name: 'B', role: 'cashier', pin }))).toBeNull();
    expect(
      await by('office', (who) => staff.setPin(who, { staffId: cashier, pin, currentPin: null })),
    ).toBeNull();
    expect(await by('office', (who) => staff.unlock(who, cashier))).toBeNull();
    expect(await by('counter', (who) => staff.change(who, { staffId: manager, role: 'owner' }))).toBeNull();
  });

  test('one’s own PIN takes the one before; a new one ends other sessions, and works at once', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    await signIn(bench, 'second', cashier, CASHIER_PIN);
    const set = (currentPin: string | null): Promise<string | null> =>
      refusal(() =>
        bench.staff().setPin(callerAt(bench, 'till'), { staffId: cashier, pin: '8642', currentPin }),
      );
    expect(await set(null)).toBe('INVALID_INPUT');
    expect(await set('1397')).toBe('PIN_WRONG');
    expect(await set(CASHIER_PIN)).toBeNull();
    expect(bench.staff().standing('till')).not.toBeNull();
    expect(bench.staff().standing('second')).toBeNull();
    expect(await refusal(() => signIn(bench, 'second', cashier, CASHIER_PIN))).toBe('PIN_WRONG');
    expect(await refusal(() => signIn(bench, 'second', cashier, '8642'))).toBeNull();
  });

  test.each(['1111', '4321', '123456'])('%s may not be chosen, and is not quoted', async (pin) => {
    const bench = await openStaffBench();
    const error: unknown = await bench
      .staff()
      .add(FIRST, { name: 'A', role: 'owner', pin })
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'PIN_INVALID', details: { field: 'pin', fault: 'simple' } });
    expect(String(error)).not.toContain(pin);
    expect(bench.staff().list()).toEqual([]);
  });

  test('somebody stays the owner', async () => {
    const bench = await openStaffBench();
    const { owner, manager } = await hire(bench);
    const boss = () => callerAt(bench, 'counter');
    for (const changes of [{ active: false }, { role: 'manager' as const }]) {
      expect(await refusal(() => bench.staff().change(boss(), { staffId: owner, ...changes }))).toBe(
        'STAFF_LAST_OWNER',
      );
    }
    await bench.staff().change(boss(), { staffId: manager, role: 'owner' });
    expect(await refusal(() => bench.staff().change(boss(), { staffId: owner, active: false }))).toBeNull();
  });

  test('two of one name could not be told apart, however they are written', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    const boss = () => callerAt(bench, 'counter');
    const add = (name: string) =>
      refusal(() => bench.staff().add(boss(), { name, role: 'cashier', pin: '8642' }));
    expect(await add('ANNA')).toBe('STAFF_EXISTS');
    expect(await add('ольга')).toBe('STAFF_EXISTS');
    expect(await refusal(() => bench.staff().change(boss(), { staffId: cashier, name: 'Ольга' }))).toBe(
      'STAFF_EXISTS',
    );
    await bench.staff().change(boss(), { staffId: cashier, active: false });
    expect(await add('Anna')).toBeNull();
    expect(await refusal(() => bench.staff().change(boss(), { staffId: cashier, active: true }))).toBe(
      'STAFF_EXISTS',
    );
  });

  test('two changes at once keep every rule', async () => {
    const bench = await openStaffBench();
    const { owner, manager } = await hire(bench);
    const boss = callerAt(bench, 'counter');
    await bench.staff().change(boss, { staffId: manager, role: 'owner' });
    const answers = await Promise.all(
      [owner, manager].map((staffId) =>
        refusal(() => bench.staff().change(boss, { staffId, active: false })),
      ),
    );
    expect(answers.toSorted()).toEqual(['STAFF_LAST_OWNER', null].toSorted());
    const twice = await Promise.all(
      [1, 2].map(() => refusal(() => bench.staff().add(boss, { name: 'C', role: 'cashier', pin: '8642' }))),
    );
    expect(twice.filter((code) => code === null)).toHaveLength(1);
  });
});
