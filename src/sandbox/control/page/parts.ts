import { type Html, html } from '../../pages/html.ts';
import type { FourPayContext } from '../../fourpay-online/context.ts';
import type { Language } from '../../pages/language.ts';
import type { Mood } from '../../pages/page-frame.ts';
import type { ControlWords } from './control-words.ts';

/** What every section of the control page works with. */
export interface Sheet {
  readonly language: Language;
  readonly words: ControlWords;
}

/** A section of the page; `id` is where its forms come back to. */
export function section(id: string, title: string, content: Html): Html {
  return html`<section id="${id}" data-testid="section-${id}"><h2>${title}</h2>${content}</section>`;
}

/** What a button orders: a POST below `/_sandbox`. */
export interface Order {
  readonly path: string;
  readonly back: string;
  readonly label: string;
  readonly fields?: Readonly<Record<string, string | number>>;
  /** For tests; the last word of the path when absent. */
  readonly name?: string;
}

function hiddenFields(fields: Order['fields'], back: string): readonly Html[] {
  return Object.entries({ ...fields, back }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
}

/** A button that does one thing. */
export function button(order: Order): Html {
  return html`<form method="post" action="/_sandbox${order.path}">${hiddenFields(order.fields, order.back)}
<button class="button mini" data-testid="${order.name ?? order.path.split('/').at(-1) ?? ''}">${order.label}</button></form>`;
}

/** Buttons side by side. */
export function buttons(orders: readonly Order[]): Html {
  return html`<div class="acts">${orders.map(button)}</div>`;
}

/** A form that is folded away until somebody wants it. */
export function foldedForm(summary: string, order: Order, controls: readonly Html[]): Html {
  return html`<details class="fold" data-testid="${order.name ?? ''}"><summary>${summary}</summary>
<form method="post" action="/_sandbox${order.path}" class="grid">${hiddenFields(order.fields, order.back)}${controls}
<button class="button mini">${order.label}</button></form></details>`;
}

/** A choice among values; `chosen` is one of them. An empty value reads as the words for "as it is". */
export function choice(
  label: string,
  name: string,
  values: readonly (string | number | boolean)[],
  chosen: string | number | boolean,
  emptyLabel = '',
): Html {
  const options = values.map((value) => {
    const selected = value === chosen ? html` selected` : null;
    return html`<option value="${String(value)}"${selected}>${value === '' ? emptyLabel : String(value)}</option>`;
  });
  return html`<label class="line"><span>${label}</span><select name="${name}">${options}</select></label>`;
}

/** A text to type. */
export function entry(label: string, name: string, value: string, hint = ''): Html {
  return html`<label class="line"><span>${label}</span>
<input name="${name}" value="${value}" placeholder="${hint}" autocomplete="off"></label>`;
}

/** Lines of a name and its value. */
export function facts(lines: readonly (readonly [string, string])[]): Html {
  return html`<dl class="facts">${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A state in a coloured word. */
export function chip(mood: Mood, text: string): Html {
  return html`<span class="chip ${mood}">${text}</span>`;
}

/** A moment of the sandbox's clock. */
export function timeText({ language }: Sheet, ms: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' }).format(ms);
}

/** Whose it is, where it is not the first partner's. */
export function partnerChip({ words }: Sheet, context: FourPayContext, partnerId: number): Html | null {
  return partnerId === context.partners.first.partnerId ? null : chip('calm', words.partner(partnerId));
}

/** A list, or what stands in its place. */
export function listOf(items: readonly Html[], empty: string, more: string | null): Html {
  if (items.length === 0) return html`<p class="lead">${empty}</p>`;
  return html`<ul>${items}</ul>${more === null ? null : html`<p class="lead">${more}</p>`}`;
}

/** How many are not shown; null when all are. */
export function moreText({ words }: Sheet, all: number, shown: number): string | null {
  return all > shown ? words.more(all - shown) : null;
}
