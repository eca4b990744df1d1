import { setTimeout as wait } from 'node:timers/promises';
import type { ImportView } from '../../src/contract/views.ts';
import { type Ask, Refused } from '../harness/ask.ts';
import type { RunningProgram } from './program.ts';

/** How many products the file has; every file has the same ones, each file at a price of its own. */
export const PRODUCTS = 1500;

/** A price list, all of it at one price. */
export function priceList(price: number): string {
  const rows = Array.from({ length: PRODUCTS }, (_, row) => `Good ${row};G-${row};${price}`);
  return `name;sku;price\n${rows.join('\n')}\n`;
}

/** Sends a file as the page does. @returns its handle */
export async function upload(till: RunningProgram, content: string): Promise<string> {
  const { origin, hash } = new URL(till.address);
  const response = await fetch(`${origin}/upload?name=goods.csv&purpose=import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hash.replace('#token=', '')}`, origin },
    body: content,
  });
  const envelope = (await response.json()) as { ok: boolean; value: { handle: string } };
  if (!envelope.ok) throw new Error(`Not taken in: ${JSON.stringify(envelope)}`);
  return envelope.value.handle;
}

/**
 * Imports prices, one after the other, until the till is gone.
 * @param begun told of a price when it is about to be applied, and of one that was said to be applied
 */
export async function importOn(
  till: RunningProgram,
  ask: Ask,
  nextPrice: () => number,
  begun: (price: number, applied: boolean) => void,
): Promise<void> {
  for (;;) {
    try {
      const price = nextPrice();
      const view = await ask('import.open', { handle: await upload(till, priceList(price)) });
      const { importId, options } = view;
      const mapping = view.source?.mapping ?? { columns: [] };
      await ask('import.plan', { importId, mapping, options });
      await settled(ask, 'planning');
      begun(price, false);
      await ask('import.apply', { importId });
      if ((await settled(ask, 'applying')).phase === 'applied') begun(price, true);
    } catch (error) {
      // The till has said no: to be told so is all right, only its death ends this.
      if (!(error instanceof Refused)) return;
    }
  }
}

async function settled(ask: Ask, phase: ImportView['phase']): Promise<ImportView> {
  for (;;) {
    const view = await ask('import.current', {});
    if (view && view.phase !== phase) return view;
    await wait(10);
  }
}
