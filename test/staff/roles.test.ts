import { describe, expect, test } from 'vitest';
import { isOperationName, type OperationName, operations } from '../../src/contract/operations.ts';
import { mayActAs, STAFF_ROLES, type StaffRole } from '../../src/domain/staff.ts';
import { createDispatcher, type Dispatch, type Handlers } from '../../src/main/dispatcher.ts';
import { currentActor } from '../../src/main/staff/actor.ts';
import type { Caller } from '../../src/main/staff/staff-parts.ts';
import { numberedIds } from '../builders/numbered-ids.ts';
import { wireExamples } from '../builders/wire-examples.ts';
import { askOver, codeOf, Refused } from '../harness/ask.ts';
import {
  CASHIER_PIN,
  type Crew,
  hire,
  journalOf,
  MANAGER_PIN,
  openStaffBench,
  OWNER_PIN,
  type StaffBench,
} from './staff-bench.ts';

const names = Object.keys(operations).filter(isOperationName);
const PINS = { owner: OWNER_PIN, manager: MANAGER_PIN, cashier: CASHIER_PIN } as const;

interface Done {
  readonly op: OperationName;
  readonly caller: Caller;
  readonly as: ReturnType<typeof currentActor>;
}

interface Counter {
  readonly bench: StaffBench;
  readonly crew: Crew;
  readonly dispatch: Dispatch;
  readonly done: Done[];
}

/** The real dispatcher over the real staff; what the operations do is only written down. */
async function openCounter(): Promise<Counter> {
  const bench = await openStaffBench();
  const crew = await hire(bench);
  const done: Done[] = [];
  const handlers = Object.fromEntries(
    names.map((op) => [
      op,
      (_: unknown, caller: Caller) => {
        done.push({ op, caller, as: currentActor() });
        return wireExamples[op].output;
      },
    ]),
    // The examples are of the operations' own types; Object.fromEntries does not follow that.
  ) as unknown as Handlers;
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const dispatch = createDispatcher(handlers, { logger, ids: numberedIds(), access: bench.staff() });
  return { bench, crew, dispatch, done };
}

async function codeFrom(dispatch: Dispatch, request: unknown, client: string): Promise<string | null> {
  const envelope = await dispatch(request, client);
  return envelope.ok ? null : envelope.error.code;
}

describe('SEC-4 a role for each operation, over the dispatcher', () => {
  test.each(STAFF_ROLES)('a %s may do what the table says, and nothing else', async (role) => {
    const { bench, crew, dispatch, done } = await openCounter();
    await bench.staff().signIn('till', { staffId: crew[role], pin: PINS[role] });
    for (const op of names) {
      const { role: needed } = operations[op];
      done.length = 0;
      const envelope = await dispatch({ op, input: wireExamples[op].input }, 'till');
      if (needed === 'anyone' || mayActAs(role, needed)) {
        expect(envelope, op).toMatchObject({ ok: true });
        const actor = { staffId: crew[role], role, approvedBy: null };
        expect(done, op).toEqual([
          { op, caller: { client: 'till', actor }, as: needed === 'anyone' ? null : actor },
        ]);
      } else {
        expect(envelope, op).toMatchObject({
          ok: false,
          error: { code: 'FORBIDDEN', category: 'forbidden', details: { role: needed } },
        });
        expect(done, op).toEqual([]);
      }
    }
  });

  test('a client where nobody has signed in does only what is for anyone', async () => {
    const { dispatch, done } = await openCounter();
    for (const op of names) {
      const code = await codeFrom(dispatch, { op, input: wireExamples[op].input }, 'stranger');
      expect(code, op).toBe(operations[op].role === 'anyone' ? null : 'SIGN_IN_REQUIRED');
    }
    expect(done.map(({ op }) => op)).toEqual([
      'app.status',
      'staff.session',
      'staff.signIn',
      'staff.recover',
    ]);
    for (const input of [{}, null, { saleId: 7 }]) {
      expect(await codeFrom(dispatch, { op: 'sale.void', input }, 'stranger')).toBe('SIGN_IN_REQUIRED');
    }
  });

  test('every client signs in for itself', async () => {
    const { bench, crew, dispatch } = await openCounter();
    await bench.staff().signIn('till', { staffId: crew.cashier, pin: CASHIER_PIN });
    const ask = (client: string) => codeFrom(dispatch, { op: 'sale.current' }, client);
    expect([await ask('till'), await ask('other'), await ask('counter')]).toEqual([
      null,
      'SIGN_IN_REQUIRED',
      null,
    ]);
  });

  test('commands keep a client open, queries do not: screens ask every second', async () => {
    const { bench, crew, dispatch } = await openCounter();
    await bench.staff().signIn('till', { staffId: crew.cashier, pin: CASHIER_PIN });
    for (let minute = 0; minute < 20; minute++) {
      await bench.clock.advance(60_000);
      expect(await codeFrom(dispatch, { op: 'staff.stay' }, 'till')).toBeNull();
    }
    for (let minute = 0; minute < 9; minute++) {
      await bench.clock.advance(60_000);
      expect(await codeFrom(dispatch, { op: 'sale.current' }, 'till')).toBeNull();
    }
    await bench.clock.advance(60_000);
    expect(await codeFrom(dispatch, { op: 'sale.current' }, 'till')).toBe('SIGN_IN_REQUIRED');
  });
});

describe('SEC-9 an approval', () => {
  const approvals: readonly (readonly [StaffRole, StaffRole])[] = [
    ['cashier', 'manager'],
    ['cashier', 'owner'],
    ['manager', 'owner'],
  ];

  test.each(approvals)(
    'of a %s by a %s makes this one act possible, and the journal says so',
    async (role, by) => {
      const { bench, crew, dispatch, done } = await openCounter();
      await bench.staff().signIn('till', { staffId: crew[role], pin: PINS[role] });
      const op = by === 'owner' ? 'connection.disconnect' : 'refund.start';
      const request = { op, input: wireExamples[op].input };
      expect(await codeFrom(dispatch, request, 'till')).toBe('FORBIDDEN');
      const approval = { staffId: crew[by], pin: PINS[by] };
      expect(await codeFrom(dispatch, { ...request, approval }, 'till')).toBeNull();
      const actor = { staffId: crew[role], role: by, approvedBy: crew[by] };
      expect(done).toEqual([{ op, caller: { client: 'till', actor }, as: actor }]);
      expect(journalOf(bench).at(-1)).toEqual({
        kind: 'act.approved',
        subject: crew[by],
        payload: { op, by: crew[role] },
      });
      expect(await codeFrom(dispatch, request, 'till')).toBe('FORBIDDEN');
      expect(bench.staff().standing('till')).toMatchObject({ staffId: crew[role], role });
    },
  );

  test('by somebody who may not either, or with a wrong PIN, or from a locked client: nothing is done', async () => {
    const { bench, crew, dispatch, done } = await openCounter();
    const request = { op: 'connection.disconnect', input: {} };
    const approval = { staffId: crew.owner, pin: OWNER_PIN };
    expect(await codeFrom(dispatch, { ...request, approval }, 'till')).toBe('SIGN_IN_REQUIRED');
    await bench.staff().signIn('till', { staffId: crew.cashier, pin: CASHIER_PIN });
    const ask = askOver((op, input) =>
      dispatch({ op, input, approval: { staffId: crew.manager, pin: MANAGER_PIN } }, 'till'),
    );
    const refused = await ask('connection.disconnect', {}).catch((error: unknown) => error);
    expect(refused instanceof Refused && refused.error).toMatchObject({
      code: 'FORBIDDEN',
      details: { role: 'owner' },
    });
    const wrong = { staffId: crew.owner, pin: '1397' };
    expect(await codeFrom(dispatch, { ...request, approval: wrong }, 'till')).toBe('PIN_WRONG');
    expect(journalOf(bench).at(-1)).toEqual({
      kind: 'staff.sign_in_failed',
      subject: crew.owner,
      payload: { purpose: 'approval', failures: 1, by: crew.cashier },
    });
    expect(done).toEqual([]);
  });

  test('is not asked for before the input is right: a slip costs no PIN', async () => {
    const { bench, crew, dispatch } = await openCounter();
    await bench.staff().signIn('till', { staffId: crew.cashier, pin: CASHIER_PIN });
    const approval = { staffId: crew.manager, pin: '1397' };
    const request = { op: 'refund.decide', input: { refundId: 7 }, approval };
    expect(await codeFrom(dispatch, request, 'till')).toBe('INVALID_INPUT');
    expect(journalOf(bench).at(-1)?.kind).toBe('staff.signed_in');
  });

  test('ends with a session that ends while the PIN is being checked', async () => {
    const { bench, crew, dispatch, done } = await openCounter();
    await bench.staff().signIn('till', { staffId: crew.cashier, pin: CASHIER_PIN });
    const approval = { staffId: crew.owner, pin: OWNER_PIN };
    const answer = codeFrom(dispatch, { op: 'connection.disconnect', input: {}, approval }, 'till');
    bench.staff().signOut('till');
    expect(await answer).toBe('SIGN_IN_REQUIRED');
    expect(done).toEqual([]);
  });

  test.each([
    ['no PIN', { staffId: 's' }],
    ['a PIN of letters', { staffId: 's', pin: 'abcd' }],
    ['a field too many', { staffId: 's', pin: '2580', name: 'x' }],
    ['a text', '2580'],
  ])('that is %s is refused, and not quoted', async (_, approval) => {
    const { dispatch } = await openCounter();
    const envelope = await dispatch({ op: 'app.status', input: {}, approval }, 'till');
    expect(envelope).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    expect(JSON.stringify(envelope)).not.toMatch(/abcd|2580/);
  });
});

describe('SEC-9 over the whole path, the staff answering for itself', () => {
  test('an owner’s approval lets a manager add a manager, which is refused by what is asked', async () => {
    const bench = await openStaffBench();
    const crew = await hire(bench);
    const staff = bench.staff();
    await staff.signIn('office', { staffId: crew.manager, pin: MANAGER_PIN });
    const handlers = {
      'staff.add': (input: Parameters<typeof staff.add>[1], caller: Caller) => staff.add(caller, input),
    } as unknown as Handlers; // the one operation that this test asks for
    const dispatch = createDispatcher(handlers, {
      logger: { info: () => {}, warn: () => {}, error: () => {} },
      ids: numberedIds(),
      access: staff,
    });
    const input = { name: 'Boris', role: 'manager' as const, pin: '8642' };
    const ask = (approval?: object) =>
      askOver((op, given) => dispatch({ op, input: given, ...(approval ? { approval } : {}) }, 'office'))(
        'staff.add',
        input,
      );
    expect(await codeOf(ask())).toBe('FORBIDDEN');
    const { items } = await ask({ staffId: crew.owner, pin: OWNER_PIN });
    expect(items.at(-1)).toMatchObject({ name: 'Boris', role: 'manager' });
    expect(journalOf(bench).at(-1)).toMatchObject({
      kind: 'staff.changed',
      payload: { what: 'added', by: crew.manager, approvedBy: crew.owner },
    });
  });
});
