import { describe, expect, test } from 'vitest';
import { blockAfter } from '../../src/domain/staff.ts';
import { staffStore } from '../../src/main/staff/staff-store.ts';
import { callerAt, hire, journalOf, openStaffBench, refusal, type StaffBench } from '../staff/staff-bench.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const JUMPS = [HOUR, -HOUR, YEAR, -YEAR];

/** Small, seeded, and good enough to choose what an attacker does next. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** When tries were checked, by the clock that nobody can set. */
interface Attack {
  readonly triedAt: number[];
  readonly refused: { blocked: number; locked: number };
  right: number;
}

async function guess(bench: StaffBench, attack: Attack, staffId: string, pin: string): Promise<void> {
  const code = await refusal(() => bench.staff().signIn('thief', { staffId, pin }));
  if (code === 'PIN_BLOCKED') attack.refused.blocked += 1;
  else if (code === 'PIN_LOCKED') attack.refused.locked += 1;
  else {
    expect(code === null || code === 'PIN_WRONG').toBe(true);
    attack.triedAt.push(bench.clock.monotonic());
    if (code === null) attack.right += 1;
  }
}

/** Ten thousand PINs, two at once now and then, with kills, set clocks and waits in between. */
async function attackWith(bench: StaffBench, staffId: string, seed: number): Promise<Attack> {
  const attack: Attack = { triedAt: [], refused: { blocked: 0, locked: 0 }, right: 0 };
  const random = randomOf(seed);
  for (let number = 0; number < 10_000; number++) {
    const pins = [number, ...(random() < 0.05 ? [++number] : [])].map((one) => String(one).padStart(4, '0'));
    await Promise.all(pins.map((pin) => guess(bench, attack, staffId, pin)));
    const next = random();
    if (next < 0.01) await bench.kill();
    else if (next < 0.1) bench.clock.jump(JUMPS[Math.floor(random() * JUMPS.length)] ?? 0);
    else if (next < 0.3) await bench.clock.advance(Math.floor(random() * 60_000));
  }
  return attack;
}

describe('SEC-9 ten thousand guesses', () => {
  test.each([1, 2])(
    'with kills and clock changes in between get ten tries, each after its wait; unlocked, ten more (seed %i)',
    async (seed) => {
      const bench = await openStaffBench();
      const { owner, cashier } = await hire(bench);
      // The last PIN but one: whoever gets as far has tried them all.
      await bench
        .staff()
        .setPin(callerAt(bench, 'counter'), { staffId: cashier, pin: '9998', currentPin: null });
      for (const round of [1, 2]) {
        const attack = await attackWith(bench, cashier, seed * 10 + round);
        expect(attack.right).toBe(0);
        expect(attack.triedAt).toHaveLength(10);
        expect(attack.refused.blocked).toBeGreaterThan(100);
        expect(attack.refused.locked).toBeGreaterThan(1000);
        attack.triedAt.forEach((at, index) => {
          const block = blockAfter(index);
          if (block.kind === 'wait')
            expect(at - (attack.triedAt[index - 1] ?? 0)).toBeGreaterThanOrEqual(block.ms);
        });
        expect(staffStore.failures(bench.database().read, cashier)).toBe(10);
        expect(
          bench
            .staff()
            .session('thief')
            .people.find(({ id }) => id === cashier),
        ).toMatchObject({
          locked: true,
        });
        await bench.staff().signIn('counter', { staffId: owner, pin: '2580' });
        bench.staff().unlock(callerAt(bench, 'counter'), cashier);
      }
      expect(await refusal(() => bench.staff().signIn('till', { staffId: cashier, pin: '9998' }))).toBeNull();
      expect(journalOf(bench).filter(({ kind }) => kind === 'staff.sign_in_failed')).toHaveLength(20);
      expect(journalOf(bench).filter(({ kind }) => kind === 'staff.locked')).toHaveLength(2);
      expect(bench.journal().verify()).toBeNull();
    },
  );
});

describe('SEC-9 the counter', () => {
  test('is committed before the check: a kill at any moment of a try costs the try', async () => {
    const bench = await openStaffBench({ pinCost: { cost: 2 ** 12, blockSize: 8, parallelism: 1 } });
    const { cashier } = await hire(bench);
    for (let tries = 1; tries <= 4; tries++) {
      const answer = refusal(() => bench.staff().signIn('thief', { staffId: cashier, pin: '1397' }));
      // Until the count is there, nothing of the PIN has been looked at.
      for (let turn = 0; turn < 100; turn++) {
        if (staffStore.failures(bench.database().read, cashier) === tries) break;
        await Promise.resolve();
      }
      expect(staffStore.failures(bench.database().read, cashier)).toBe(tries);
      const outcome = await Promise.race([answer, Promise.resolve('not answered')]);
      expect(outcome).toBe('not answered');
      const killed = bench.kill();
      await answer.catch(() => {});
      await killed;
      expect(staffStore.failures(bench.database().read, cashier)).toBe(tries);
    }
  });

  test('is forgotten by the right PIN, and by nothing else', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    const signIn = (pin: string): Promise<string | null> =>
      refusal(() => bench.staff().signIn('till', { staffId: cashier, pin }));
    for (let count = 0; count < 4; count++) expect(await signIn('1397')).toBe('PIN_WRONG');
    await bench.kill();
    expect(staffStore.failures(bench.database().read, cashier)).toBe(4);
    expect(await signIn('904613')).toBeNull();
    expect(staffStore.failures(bench.database().read, cashier)).toBe(0);
  });

  test('blocks the right PIN as well: for 30 s of the clock that nobody can set, and anew after a restart', async () => {
    const bench = await openStaffBench();
    const { cashier } = await hire(bench);
    const signIn = (pin: string): Promise<string | null> =>
      refusal(() => bench.staff().signIn('till', { staffId: cashier, pin }));
    const left = (): number | undefined =>
      bench
        .staff()
        .session('till')
        .people.find(({ id }) => id === cashier)?.blockedMs;
    for (let count = 0; count < 5; count++) await signIn('1397');
    expect(left()).toBe(30_000);
    for (const jump of JUMPS) {
      bench.clock.jump(jump);
      expect(left()).toBe(30_000);
      expect(await signIn('904613')).toBe('PIN_BLOCKED');
    }
    await bench.clock.advance(29_999);
    expect(left()).toBe(1);
    expect(await signIn('904613')).toBe('PIN_BLOCKED');
    await bench.kill();
    expect(left()).toBe(30_000);
    await bench.clock.advance(30_000);
    expect(left()).toBe(0);
    expect(await signIn('904613')).toBeNull();
  });

  test('is one for signing in, approving and changing the PIN', async () => {
    const bench = await openStaffBench();
    const { owner, manager, cashier } = await hire(bench);
    const staff = bench.staff();
    await staff.signIn('till', { staffId: cashier, pin: '904613' });
    const actor = staff.standing('till');
    if (!actor) throw new Error('Nobody is signed in');
    const approve = (): Promise<unknown> =>
      staff.approve({ actor, op: 'refund.start', needed: 'manager' }, { staffId: manager, pin: '1397' });
    for (let count = 0; count < 3; count++) expect(await refusal(approve)).toBe('PIN_WRONG');
    await staff.signIn('office', { staffId: manager, pin: '71936' });
    for (let count = 0; count < 2; count++) {
      const change = { staffId: manager, pin: '2468', currentPin: '1397' };
      expect(await refusal(() => staff.setPin(callerAt(bench, 'office'), change))).toBe('PIN_WRONG');
    }
    for (let count = 0; count < 3; count++) expect(await refusal(approve)).toBe('PIN_WRONG');
    expect(await refusal(approve)).toBe('PIN_BLOCKED');
    expect(await refusal(() => staff.signIn('x', { staffId: manager, pin: '71936' }))).toBe('PIN_BLOCKED');
    expect(await refusal(() => staff.signIn('x', { staffId: owner, pin: '2580' }))).toBeNull();
  });
});

describe('SEC-9 a PIN that is right while it is checked', () => {
  test('opens nothing once it was replaced, or its owner demoted or sent away, in the meantime', async () => {
    const bench = await openStaffBench({ pinCost: { cost: 2 ** 12, blockSize: 8, parallelism: 1 } });
    const { owner, manager, cashier } = await hire(bench);
    const staff = bench.staff();
    const boss = callerAt(bench, 'counter');
    await staff.signIn('till', { staffId: cashier, pin: '904613' });
    const actor = staff.standing('till');
    if (!actor) throw new Error('Nobody is signed in');
    /** Whatever is asked first waits its turn at the guard behind this. */
    const busy = (): Promise<unknown> => staff.signIn('counter', { staffId: owner, pin: '2580' });
    const approve = (): Promise<unknown> =>
      staff.approve({ actor, op: 'refund.start', needed: 'manager' }, { staffId: manager, pin: '71936' });

    const held = [busy(), refusal(approve)] as const;
    await staff.change(boss, { staffId: manager, role: 'cashier' });
    expect(await held[1]).toBe('FORBIDDEN');

    const late = [busy(), refusal(() => staff.signIn('bag', { staffId: cashier, pin: '904613' }))] as const;
    await staff.change(boss, { staffId: cashier, active: false });
    expect(await late[1]).toBe('NOT_FOUND');
    await staff.change(boss, { staffId: cashier, active: true });
    expect(staff.standing('bag')).toBeNull();

    const replaced = refusal(() => staff.signIn('bag', { staffId: cashier, pin: '904613' }));
    for (let turn = 0; turn < 100; turn++) {
      if (staffStore.failures(bench.database().read, cashier) > 0) break;
      await Promise.resolve();
    }
    const other = staffStore.pin(bench.database().read, manager);
    if (!other) throw new Error('There is no PIN');
    bench.database().write((db) => staffStore.putPin(db, cashier, other, 'now'));
    expect(await replaced).toBe('PIN_WRONG');
    expect(staff.standing('bag')).toBeNull();

    const written = journalOf(bench).filter(({ kind }) => kind === 'act.approved');
    expect(written).toEqual([]);
  });
});

describe('SEC-9 unlocking', () => {
  test('is of what is locked: a manager guesses at another manager no faster than anybody', async () => {
    const bench = await openStaffBench();
    const { manager } = await hire(bench);
    const boss = callerAt(bench, 'counter');
    const { items } = await bench.staff().add(boss, { name: 'Boris', role: 'manager', pin: '8642' });
    const other = items.at(-1)?.id ?? '';
    await bench.staff().signIn('office', { staffId: manager, pin: '71936' });
    const answers = new Set<string | null>();
    let tried = 0;
    for (let number = 0; number < 100; number++) {
      bench.staff().unlock(callerAt(bench, 'office'), other);
      const pin = String(number).padStart(4, '0');
      const answer = await refusal(() => bench.staff().signIn('thief', { staffId: other, pin }));
      if (answer === 'PIN_WRONG') tried += 1;
      answers.add(answer);
    }
    expect([...answers]).toEqual(['PIN_WRONG', 'PIN_BLOCKED']);
    expect(tried).toBe(5);
    expect(journalOf(bench).filter(({ kind }) => kind === 'staff.unlocked')).toEqual([]);
  });

  test('is somebody else’s act: a till left open does not give its manager’s PIN away', async () => {
    const bench = await openStaffBench();
    const { manager } = await hire(bench);
    const staff = bench.staff();
    await staff.signIn('office', { staffId: manager, pin: '71936' });
    bench.database().write((db) => {
      for (let count = 0; count < 10; count++) staffStore.countTry(db, manager);
    });
    const office = callerAt(bench, 'office');
    expect(await refusal(() => staff.unlock(office, manager))).toBe('FORBIDDEN');
    expect(staff.list().find(({ id }) => id === manager)?.locked).toBe(true);
    staff.unlock(callerAt(bench, 'counter'), manager);
    expect(staff.list().find(({ id }) => id === manager)?.locked).toBe(false);
  });
});

describe('SEC-9 guesses at the recovery code', () => {
  test('wait as PINs do, an hour at most, and the right code works after the wait', async () => {
    const bench = await openStaffBench();
    const { owner, recoveryCode } = await hire(bench);
    const recover = (code: string): Promise<string | null> =>
      refusal(() => bench.staff().recover('thief', { staffId: owner, code, pin: '8642' }));
    for (let count = 0; count < 5; count++) expect(await recover('00000-00000')).toBe('RECOVERY_REFUSED');
    expect(await recover(recoveryCode)).toBe('PIN_BLOCKED');
    await bench.kill();
    bench.clock.jump(YEAR);
    expect(await recover(recoveryCode)).toBe('PIN_BLOCKED');
    await bench.clock.advance(30_000);
    expect(await recover(recoveryCode)).toBeNull();
    expect(journalOf(bench).filter(({ kind }) => kind === 'staff.sign_in_failed')).toHaveLength(5);
  });
});
