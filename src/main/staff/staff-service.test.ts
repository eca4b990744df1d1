import { describe, expect, test } from 'vitest';
import {
  CASHIER_PIN,
  callerAt,
  FIRST,
  hire,
  journalOf,
  MANAGER_PIN,
  openStaffBench,
  OWNER_PIN,
  refusal,
  type StaffBench,
} from '../../../test/staff/staff-bench.ts';

const signIn = (bench: StaffBench, client: string, staffId: string, pin: string) =>
  bench.staff().signIn(client, { staffId, pin });

describe('a till without staff, and with one owner', () => {
  test('with nobody, whoever reaches the till is the owner and signs in nowhere', async () => {
    const bench = await openStaffBench();
    expect(bench.staff().standing('any')).toEqual({ staffId: null, role: 'owner', approvedBy: null });
    expect(bench.staff().session('any')).toEqual({
      required: false,
      person: null,
      people: [],
      autoLockMinutes: 10,
      recoverable: false,
    });
  });

  test('the first is an owner; alone they need no PIN, and acts are theirs at every client', async () => {
    const bench = await openStaffBench();
    for (const role of ['cashier', 'manager'] as const) {
      expect(await refusal(() => bench.staff().add(FIRST, { name: 'A', role, pin: OWNER_PIN }))).toBe(
        'STAFF_FIRST_OWNER',
      );
    }
    const { items, recoveryCode } = await bench
      .staff()
      .add(FIRST, { name: 'Ольга', role: 'owner', pin: null });
    expect(items).toMatchObject([{ name: 'Ольга', role: 'owner', active: true, pin: false, locked: false }]);
    expect(recoveryCode).toBeNull();
    expect(bench.staff().session('any')).toMatchObject({ required: false, person: { name: 'Ольга' } });
    expect(bench.staff().standing('other')).toEqual({
      staffId: items[0]?.id,
      role: 'owner',
      approvedBy: null,
    });
  });

  test('SEC-9 with a second one everybody needs a PIN: before that nobody is added', async () => {
    const bench = await openStaffBench();
    const { items } = await bench.staff().add(FIRST, { name: 'Ольга', role: 'owner', pin: null });
    const owner = items[0]?.id ?? '';
    const add = (pin: string | null): Promise<string | null> =>
      refusal(() => bench.staff().add(callerAt(bench, 'counter'), { name: 'Anna', role: 'cashier', pin }));
    expect(await add(null)).toBe('PIN_MISSING');
    expect(await add(CASHIER_PIN)).toBe('PIN_MISSING');
    const set = await bench
      .staff()
      .setPin(callerAt(bench, 'counter'), { staffId: owner, pin: OWNER_PIN, currentPin: null });
    expect(set.recoveryCode).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/);
    // Whoever set the first PIN has just shown who they are; every other client is locked.
    expect(bench.staff().session('counter')).toMatchObject({ required: true, person: { id: owner } });
    expect(bench.staff().standing('other')).toBeNull();
    expect(await add(CASHIER_PIN)).toBeNull();
    expect(bench.staff().list()).toHaveLength(2);
  });

  test('an owner who is alone again may be without a PIN; one who is not may not', async () => {
    const bench = await openStaffBench();
    const { owner, manager, cashier } = await hire(bench);
    const boss = () => callerAt(bench, 'counter');
    const bare = { staffId: owner, pin: null, currentPin: OWNER_PIN };
    expect(await refusal(() => bench.staff().setPin(boss(), bare))).toBe('PIN_MISSING');
    for (const staffId of [manager, cashier]) await bench.staff().change(boss(), { staffId, active: false });
    await bench.staff().setPin(boss(), bare);
    expect(bench.staff().session('anywhere')).toMatchObject({ required: false, person: { id: owner } });
    const back = { staffId: cashier, active: true };
    expect(await refusal(() => bench.staff().change(boss(), back))).toBe('PIN_MISSING');
  });
});

describe('SEC-9 signing in', () => {
  test('is per client; switching is signing in; signing out locks that client alone', async () => {
    const bench = await openStaffBench();
    const { owner, cashier, manager } = await hire(bench);
    expect(bench.staff().standing('till')).toBeNull();
    const session = await signIn(bench, 'till', cashier, CASHIER_PIN);
    expect(session.person).toEqual({ id: cashier, name: 'Anna', role: 'cashier' });
    expect(session.people.map(({ id }) => id)).toEqual([owner, manager, cashier]);
    await signIn(bench, 'till', manager, MANAGER_PIN);
    expect(bench.staff().standing('till')).toMatchObject({ staffId: manager, role: 'manager' });
    expect(bench.staff().signOut('till').person).toBeNull();
    expect(bench.staff().standing('till')).toBeNull();
    expect(bench.staff().standing('counter')).toMatchObject({ staffId: owner });
    await bench.kill();
    expect(bench.staff().standing('counter')).toBeNull();
  });

  test('AUD-1 FIS-3 sign-in, failure, switch and sign-out are in the journal, by id and never by name', async () => {
    const bench = await openStaffBench();
    const { cashier, manager } = await hire(bench);
    const hired = journalOf(bench).length;
    expect(await refusal(() => signIn(bench, 'till', cashier, '1397'))).toBe('PIN_WRONG');
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    await signIn(bench, 'till', manager, MANAGER_PIN);
    bench.staff().signOut('till');
    expect(journalOf(bench).slice(hired)).toEqual([
      { kind: 'staff.sign_in_failed', subject: cashier, payload: { purpose: 'sign_in', failures: 1 } },
      { kind: 'staff.signed_in', subject: cashier, payload: { role: 'cashier' } },
      { kind: 'staff.signed_in', subject: manager, payload: { role: 'manager' } },
      { kind: 'staff.signed_out', subject: cashier, payload: { how: 'switched' } },
      { kind: 'staff.signed_out', subject: manager, payload: { how: 'asked' } },
    ]);
    const text = JSON.stringify(bench.database().read.all('SELECT * FROM journal'));
    expect(text).not.toMatch(/Ольга|Mikhail|Anna/);
    expect(bench.journal().verify()).toBeNull();
  });

  test('whoever stops working here is signed out wherever they are, and signs in no more', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    await bench.staff().change(callerAt(bench, 'counter'), { staffId: cashier, active: false });
    expect(bench.staff().standing('till')).toBeNull();
    expect(await refusal(() => signIn(bench, 'till', cashier, CASHIER_PIN))).toBe('NOT_FOUND');
    expect(
      bench
        .staff()
        .session('till')
        .people.map(({ id }) => id),
    ).not.toContain(cashier);
  });

  test('another role holds at once, where they are signed in', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    await bench.staff().change(callerAt(bench, 'counter'), { staffId: cashier, role: 'manager' });
    expect(bench.staff().standing('till')).toMatchObject({ role: 'manager' });
  });
});

test('SEC-9 a new recovery code is told to an owner, not to whom an owner approves', async () => {
  const bench = await openStaffBench();
  const { owner, cashier } = await hire(bench);
  await signIn(bench, 'till', cashier, CASHIER_PIN);
  const { client, actor } = callerAt(bench, 'till');
  if (!actor) throw new Error('Nobody is signed in');
  const op = 'staff.makeRecoveryCode';
  const approved = await bench
    .staff()
    .approve({ actor, op, needed: 'owner' }, { staffId: owner, pin: OWNER_PIN });
  expect(await refusal(() => bench.staff().makeRecoveryCode({ client, actor: approved }))).toBe('FORBIDDEN');
  expect(await refusal(() => bench.staff().makeRecoveryCode(callerAt(bench, 'counter')))).toBeNull();
});

describe('SEC-9 the client locks itself', () => {
  const MINUTE = 60_000;

  test('after the set minutes without an act; every act begins them anew', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    await bench.clock.advance(9 * MINUTE);
    bench.staff().touch('till');
    await bench.clock.advance(9 * MINUTE + 59_999);
    expect(bench.staff().standing('till')).not.toBeNull();
    bench.events.length = 0;
    await bench.clock.advance(1);
    expect(bench.events).toContainEqual({ name: 'session.changed', payload: {} });
    expect(bench.staff().standing('till')).toBeNull();
    expect(journalOf(bench).at(-1)).toEqual({
      kind: 'staff.signed_out',
      subject: cashier,
      payload: { how: 'auto' },
    });
  });

  test('other minutes hold at once', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    expect(bench.staff().setAutoLock(callerAt(bench, 'counter'), 2).autoLockMinutes).toBe(2);
    bench.events.length = 0;
    await bench.clock.advance(2 * MINUTE);
    expect(bench.events).toContainEqual({ name: 'session.changed', payload: {} });
    expect(bench.staff().standing('till')).toBeNull();
  });

  test('not while a live code is in front: the minutes begin when it has ended', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    bench.front.alive = true;
    await bench.clock.advance(50 * MINUTE);
    expect(bench.staff().standing('till')).not.toBeNull();
    bench.front.alive = false;
    await bench.clock.advance(9 * MINUTE);
    expect(bench.staff().standing('till')).not.toBeNull();
    await bench.clock.advance(MINUTE);
    expect(bench.staff().standing('till')).toBeNull();
  });

  test('though a code stays alive, because the provider is out of reach: after the hour that one may live', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    bench.front.alive = true;
    await bench.clock.advance(60 * MINUTE);
    expect(bench.staff().standing('till')).not.toBeNull();
    await bench.clock.advance(20 * MINUTE);
    expect(bench.staff().standing('till')).toBeNull();
  });

  test('T-7 a clock that is set back does not keep it open; one that is set forward, or a night asleep, locks it', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    bench.clock.jump(-365 * 24 * 60 * MINUTE);
    await bench.clock.advance(10 * MINUTE);
    expect(bench.staff().standing('till')).toBeNull();
    await signIn(bench, 'till', cashier, CASHIER_PIN);
    bench.clock.jump(60 * MINUTE);
    expect(bench.staff().standing('till')).toBeNull();
  });
});
