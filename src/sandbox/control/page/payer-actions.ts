import { outcomeStatus } from '../../fourpay-online/paying.ts';
import { type Html, html } from '../../pages/html.ts';
import { type Order, type Sheet, buttons, choice, entry, foldedForm } from './parts.ts';

const outcomes = Object.keys(outcomeStatus);
const environments = ['', 'test', 'prod'];

/** The fields that make a payment differ from what was asked for. */
function mismatchFields({ words }: Sheet, currency: string): readonly Html[] {
  return [
    choice(words.outcome, 'outcome', outcomes, 'charged'),
    entry(words.amount, 'amount_text', '', words.asAsked),
    entry(words.currency, 'currency', '', currency),
    choice('env', 'env', environments, '', words.asAsked),
    entry(words.method, 'method', '', words.asAsked),
    entry('error_description', 'error_description', ''),
  ];
}

/** Something that a payer can pay, and where orders for it go. */
export interface Payer {
  readonly path: string;
  readonly back: string;
  readonly currency: string;
  /** Its page is gone: the buttons pay it all the same. */
  readonly late: boolean;
  readonly asksAmount: boolean;
}

/** What a payer may do, each as a button; odd payments in a form. */
export function payerActions(sheet: Sheet, payer: Payer): Html {
  const { words } = sheet;
  const late = payer.late ? { evenIfDeleted: 'true' } : {};
  const quick = Object.entries(words.outcomes).map(
    ([outcome, label]): Order => ({
      path: payer.path,
      back: payer.back,
      label: payer.late ? `${label} ${words.late}` : label,
      fields: { outcome, ...late },
      name: outcome,
    }),
  );
  const order: Order = {
    path: payer.path,
    back: payer.back,
    label: words.play,
    fields: { shown_currency: payer.currency, ...late },
    name: 'differently',
  };
  return html`${payer.asksAmount ? null : buttons(quick)}
${foldedForm(words.differently, order, mismatchFields(sheet, payer.currency))}`;
}
