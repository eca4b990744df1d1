import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationInput, OperationName, OperationOutput } from '../../../contract/operations.ts';
import { operations } from '../../../contract/operations.ts';
import type { PaymentView, SaleView } from '../../../contract/views.ts';
import { toDecimalText } from '../../../domain/money.ts';
import { createTill, type Till } from '../../till.ts';
import { startDemoServer } from '../demo-server.ts';
import { drawQr } from './terminal-qr.ts';

/** The main job without a screen: sell three products, pay as the customer, wait for PAID, print the receipt. */

const DEADLINE_MS = 60_000;

type Ask = <N extends OperationName>(op: N, input: OperationInput<N>) => Promise<OperationOutput<N>>;

function clientOf(till: Till): Ask {
  return async (op, input) => {
    const envelope = await till.dispatch({ op, input });
    if (!envelope.ok) throw new Error(`${op}: ${envelope.error.code}, ${envelope.error.message}`);
    // Parsed by the operation's own schema, which TypeScript cannot follow through the index.
    return operations[op].output.parse(envelope.value) as OperationOutput<typeof op>;
  };
}

async function sellThreeProducts(ask: Ask): Promise<SaleView> {
  const { items } = await ask('catalog.search', { favourite: true, limit: 3 });
  let sale: SaleView | null = null;
  for (const product of items) {
    sale = await ask('sale.addLine', { productId: product.id });
    console.log(`  + ${product.name}`);
  }
  if (!sale) throw new Error('The demo catalogue is empty');
  return sale;
}

/** Waits for a payment by events, not by asking again and again: as the screens do. */
async function waitFor(
  till: Till,
  ask: Ask,
  isThere: (payment: PaymentView) => boolean,
): Promise<PaymentView> {
  const { promise, resolve, reject } = Promise.withResolvers<PaymentView>();
  const look = (): void => {
    ask('payment.current', {}).then((payment) => payment && isThere(payment) && resolve(payment), reject);
  };
  const unsubscribe = till.subscribe((event) => event.name === 'payment.changed' && look());
  const deadline = setTimeout(() => reject(new Error('The payment did not arrive in time')), DEADLINE_MS);
  look();
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    unsubscribe();
  }
}

/** What the customer's phone does: opens the page behind the QR and presses Pay. */
async function payAsCustomer(payerUrl: string): Promise<void> {
  const page = await fetch(payerUrl);
  if (!page.ok) throw new Error(`The payer page answered ${page.status}`);
  const paid = await fetch(`${payerUrl}/pay`, {
    method: 'POST',
    body: new URLSearchParams({ method: 'card' }),
  });
  if (!paid.ok) throw new Error(`Paying answered ${paid.status}`);
}

async function demonstrate(till: Till): Promise<string> {
  const ask = clientOf(till);
  await ask('setup.startDemo', { language: 'en' });
  console.log('Sale:');
  const sale = await sellThreeProducts(ask);
  await ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
  const open = await waitFor(till, ask, ({ state, qr }) => state === 'open' && qr !== null);
  if (open.qr) console.log(`\n${drawQr(open.qr)}\n`);
  const { payerUrl } = await ask('payment.copyLink', { attemptId: open.attemptId });
  console.log(`The customer opens ${payerUrl} and pays …`);
  await payAsCustomer(payerUrl);
  const paid = await waitFor(till, ask, ({ state }) => state === 'paid');
  const { receipt } = await ask('sale.get', { saleId: sale.id });
  console.log(`\n${receipt?.lines.join('\n') ?? ''}\n`);
  return `PAID ${toDecimalText(paid.amount)} ${paid.amount.currency} receipt ${paid.receiptNumber}`;
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-demo-'));
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8'));
  const till = await createTill({
    dataDir,
    version: String(manifest.version),
    ports: { startDemoServer, anchorFolder: join(dataDir, 'anchors') },
  });
  try {
    const lastLine = await demonstrate(till);
    console.log(lastLine);
  } finally {
    await till.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
