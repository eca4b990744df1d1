import type { OperationInput, OperationOutput } from '../../src/contract/operations.ts';
import type { ProductView } from '../../src/contract/views.ts';
import { money } from '../../src/domain/money.ts';
import type { HttpRequest } from '../../src/main/adapters/http/http-client.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';

export type Status = OperationOutput<'inStep.status'>;
type Comparison = NonNullable<Status['comparison']>;
export type Kind = OperationInput<'inStep.differences'>['kind'];

/** A product as the sandbox tells it. */
export interface Theirs {
  readonly id: string;
  readonly header: string;
  readonly text: string | null;
  readonly price: number;
  readonly currency: string;
  readonly qty: string;
  readonly image: string | null;
}

/** A call that left the till. */
export interface Sent {
  readonly method: HttpRequest['method'];
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body: unknown;
}

/** A counter whose catalogue is kept in step, and the partner's side of it. */
export interface StepShop {
  readonly counter: Counter;
  /** What was sent about products and pictures, lists apart. */
  readonly sent: readonly Sent[];
  status(): Promise<Status>;
  add(
    name: string,
    amountMinor: number,
    more?: Partial<OperationInput<'catalog.save'>>,
  ): Promise<ProductView>;
  change(product: ProductView, changes: Partial<OperationInput<'catalog.save'>>): Promise<ProductView>;
  /** Compares, and waits until that has ended. */
  compare(): Promise<Comparison>;
  differences(kind: Kind): Promise<OperationOutput<'inStep.differences'>['items']>;
  /** Compares and starts; what is then under way goes on by the clock. */
  start(acts?: OperationInput<'inStep.start'>['acts']): Promise<Status>;
  /** Lets the calls that something makes take their turns. */
  inTime<T>(asked: Promise<T>): Promise<T>;
  /** Lets time pass until a push has ended or stopped. */
  finish(): Promise<Status>;
  /** The partner's list, asked over the interface itself, oldest first. */
  theirs(key?: string): Promise<readonly Theirs[]>;
  /** Somebody else at the partner: makes, changes or deletes a product. */
  elsewhere(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Theirs>;
}

export async function openStepShop(options: CounterOptions = {}): Promise<StepShop> {
  const sent: Sent[] = [];
  const counter = await openCounter({
    ...options,
    observe: (request, outcome) => {
      note(sent, request);
      options.observe?.(request, outcome);
    },
  });
  const { ask } = counter;
  await ask('inStep.setMaster', { master: true });
  const compare: StepShop['compare'] = async () => {
    await ask('inStep.compare', {});
    for (let round = 0; round < 200; round++) {
      const { phase, comparison, problem } = await ask('inStep.status', {});
      if (comparison) return comparison;
      if (phase !== 'comparing') throw new Error(`The comparison has ended: ${problem}`);
      await counter.pass(1000);
    }
    throw new Error('The comparison does not end');
  };
  const call = (method: string, path: string, body?: object, key = counter.sandbox.apiKey) =>
    fetch(`${counter.sandbox.baseUrl}/api/v1${path}`, {
      method,
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  return {
    counter,
    sent,
    status: () => ask('inStep.status', {}),
    add: (name, amountMinor, more = {}) => ask('catalog.save', { ...draft(name, amountMinor), ...more }),
    change: (product, changes) => {
      const { updatedAt: _, ...rest } = product;
      return ask('catalog.save', { ...rest, ...changes });
    },
    compare,
    differences: async (kind) => {
      const { comparison } = await ask('inStep.status', {});
      if (!comparison) throw new Error('Nothing was compared');
      const { items } = await ask('inStep.differences', { comparisonId: comparison.id, kind });
      return items;
    },
    start: async (acts) => {
      const { id } = await compare();
      return ask('inStep.start', { comparisonId: id, ...(acts ? { acts } : {}) });
    },
    inTime: async (asked) => {
      // Whoever awaits it learns what came of it; meanwhile it is not nobody's.
      asked.catch(() => {});
      await counter.pass(5000);
      return asked;
    },
    finish: async () => {
      for (let round = 0; round < 1000; round++) {
        const status = await ask('inStep.status', {});
        if (status.phase !== 'pushing' && status.phase !== 'waiting') return status;
        await counter.pass(2000);
      }
      throw new Error('The push does not end');
    },
    theirs: async (key) => {
      const response = await call('GET', '/products', undefined, key);
      // The sandbox's own shape, proven by its tests.
      return ((await response.json()) as { data: Theirs[] }).data.toReversed();
    },
    elsewhere: async (method, path, body) => {
      const response = await call(method, path, body);
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
      return ((await response.json()) as { data: Theirs }).data;
    },
  };
}

function note(sent: Sent[], { method, url, body }: HttpRequest): void {
  const path = url.pathname.replace('/api/v1', '');
  if (!/^\/(?:products|images)/.test(path) || (method === 'GET' && path === '/products')) return;
  sent.push({ method, path, body: body === undefined ? null : JSON.parse(body) });
}

function draft(name: string, amountMinor: number): OperationInput<'catalog.save'> {
  return {
    id: null,
    revision: null,
    name,
    description: '',
    categoryId: null,
    unit: 'piece',
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: null,
    variants: [{ id: null, name: '', sku: null, barcodes: [], unitAmount: money(amountMinor, 'RUB') }],
  };
}
