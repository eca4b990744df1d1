import { z } from 'zod';
import { statusSchema } from '../../contract/values.ts';
import type { Till } from '../till.ts';

const statusReply = z.object({ ok: z.literal(true), value: statusSchema });

/** Starts the demo on a till that has not been set up yet (`--demo`); one that has is left as it is. */
export async function startDemoOnFirstRun(
  till: Pick<Till, 'dispatch'>,
  language: 'en' | 'ru',
): Promise<void> {
  const status = statusReply.safeParse(await till.dispatch({ op: 'app.status', input: {} }));
  if (status.data?.value.phase !== 'first_run') return;
  // When it fails, the page shows the first run, where the cashier sees why.
  await till.dispatch({ op: 'setup.startDemo', input: { language } });
}
