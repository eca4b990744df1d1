import type { OperationOutput } from '../../../src/contract/operations.ts';
import type {
  AttemptView,
  AttentionView,
  PaymentView,
  SaleView,
  TrayItemView,
} from '../../../src/contract/views.ts';
import type { Day } from './books.ts';
import type { World } from './world.ts';

export type SaleFile = OperationOutput<'sale.get'>;

/** What the till says of everything, at one moment. */
export interface Sight {
  readonly files: ReadonlyMap<string, SaleFile>;
  readonly options: ReadonlyMap<string, OperationOutput<'refund.options'>>;
  readonly attention: readonly AttentionView[];
  readonly current: PaymentView | null;
  readonly front: SaleView | null;
  readonly tray: readonly TrayItemView[];
}

export async function look({ counter }: World, day: Day): Promise<Sight> {
  const files = new Map<string, SaleFile>();
  const options = new Map<string, OperationOutput<'refund.options'>>();
  for (const { id } of day.sales) {
    const file = await counter.ask('sale.get', { saleId: id });
    files.set(id, file);
    if (file.sale.state === 'completed') options.set(id, await counter.ask('refund.options', { saleId: id }));
  }
  return {
    files,
    options,
    attention: (await counter.ask('attention.list', {})).items,
    current: await counter.ask('payment.current', {}),
    front: await counter.ask('sale.current', {}),
    tray: (await counter.ask('payment.tray', {})).items,
  };
}

/** The attempt of a code as the till tells it. */
export function attemptOf({ files }: Sight, saleId: string, attemptId: string): AttemptView {
  const attempt = files.get(saleId)?.attempts.find(({ id }) => id === attemptId);
  if (!attempt) throw new Error(`The till has forgotten attempt ${attemptId}`);
  return attempt;
}
